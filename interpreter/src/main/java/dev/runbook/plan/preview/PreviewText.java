package dev.runbook.plan.preview;

import dev.runbook.model.Runbook;
import dev.runbook.plan.preview.Preview.Phase;
import dev.runbook.problem.ProblemText;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A plan as a person reads it.
public final class PreviewText {
    private final Preview preview;
    private final List<String> lines = new ArrayList<>();

    private PreviewText(Preview preview) {
        this.preview = preview;
    }

    public static String render(Preview preview) {
        return new PreviewText(preview).text();
    }

    private String text() {
        Runbook.Head head = preview.runbook().head();
        lines.add(preview.title() + " (" + head.id() + ")");
        lines.add(preview.destination().sentence());
        if (!preview.selection().isEmpty()) {
            lines.add("A part only: " + preview.selection());
        }
        params();
        preview.phases().forEach(this::phase);
        rollback();
        end();
        String text = String.join("\n", lines) + "\n";
        return preview.problems().isEmpty() ? text : text + "\n" + ProblemText.render(preview.problems());
    }

    private void params() {
        if (!preview.params().isEmpty()) {
            heading("Parameters");
            preview.params().forEach((name, value) -> lines.add("  " + name + " = " + value));
        }
    }

    private void phase(Phase phase) {
        heading(switch (phase.name()) {
            case "setup" -> "Setting up the sandbox";
            case "success" -> "Success";
            default -> "Steps";
        });
        phase.items().forEach(item -> lines.addAll(new ItemText(item, 1).lines()));
    }

    private void rollback() {
        heading("Rollback, last step first");
        if (preview.rollback().isEmpty()) {
            lines.add("  no step has one");
        }
        for (Item undone : preview.rollback()) {
            lines.add("  " + new ItemText(undone, 0).title());
            String why = undone.step().undo().irreversible();
            if (why != null) {
                lines.add("    - can't be undone: " + why.strip());
            }
            undone.rollback().forEach(item -> lines.addAll(new ItemText(item, 2).lines()));
        }
    }

    private void end() {
        lines.add("");
        lines.addAll(closing());
    }

    /// What is to be known of the whole: the way out, how long it would take, what nobody can tell, a sentence each.
    public static List<String> closing(Preview preview) {
        return new PreviewText(preview).closing();
    }

    private List<String> closing() {
        List<String> closing = new ArrayList<>();
        closing.add("After a failure: " + Way.of(preview.runbook().onFailure()) + "."
                + (preview.runbook().recoveries().isEmpty()
                        ? ""
                        : " Other ways out: " + String.join(", ", preview.runbook().recoveries().keySet()) + "."));
        closing.add(estimate());
        List<String> unknown = preview.leaves().stream()
                .filter(item -> item.change() == Change.UNKNOWN && !item.step().countsForRollback())
                .map(item -> item.step().label().key()).toList();
        if (!unknown.isEmpty()) {
            closing.add("Without a rollback of their own, though nobody can tell whether they write: "
                    + String.join(", ", unknown) + ".");
        }
        return closing;
    }

    private String estimate() {
        Duration whole = preview.runbook().head().estimate();
        Duration sum = preview.estimate().known();
        int without = preview.estimate().without();
        String steps = (sum == null
                ? "no step has an estimate"
                : Durations.format(sum) + " for the steps that have one")
                + (sum == null || without == 0 ? "" : ", " + without + (without == 1 ? " has" : " have") + " none");
        return "Estimate: " + (whole == null ? "" : Durations.format(whole) + " in all; ") + steps + ".";
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }
}
