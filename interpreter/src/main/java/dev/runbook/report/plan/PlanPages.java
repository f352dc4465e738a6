package dev.runbook.report.plan;

import dev.runbook.evidence.Fact;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.plan.preview.Change;
import dev.runbook.plan.preview.Item;
import dev.runbook.plan.preview.Preview;
import dev.runbook.plan.preview.PreviewText;
import dev.runbook.problem.Problem;
import dev.runbook.report.fact.Limits;
import dev.runbook.report.fact.Piece;
import dev.runbook.report.fact.Pieces;
import dev.runbook.report.plan.PlanPage.Phase;
import dev.runbook.report.plan.PlanPage.PlanStep;
import dev.runbook.report.plan.PlanPage.Undoing;
import dev.runbook.report.plan.PlanPage.Value;
import dev.runbook.report.prose.Prose;
import dev.runbook.report.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a page of a plan.
final class PlanPages {
    private final Preview preview;
    private final Wording wording;
    private final Pieces pieces;
    private final boolean details;
    private final String phase;

    private PlanPages(Preview preview, Wording wording, Limits limits, boolean details, String phase) {
        this.phase = phase;
        this.preview = preview;
        this.pieces = new Pieces(wording, limits);
        this.wording = pieces::cell;
        this.details = details;
    }

    /// @param details whether the steps are shown one by one
    /// @param folded what is left out, or empty
    static PlanPage of(Preview preview, Wording wording, Limits limits, boolean details, String folded) {
        return new PlanPages(preview, wording, limits, details, "").page(folded);
    }

    private PlanPage page(String folded) {
        Runbook runbook = preview.runbook();
        Runbook.Head head = runbook.head();
        return new PlanPage(wording.of(preview.title()), wording.of(head.id()), wording.of(runbook.file().toString()),
                wording.of(head.owner()), wording.of(head.risk()), Prose.of(wording.of(preview.description())),
                wording.of(preview.destination().sentence()), wording.of(preview.selection()),
                values(preview.params()), preview.problems().stream().flatMap(p -> problem(p).stream()).toList(),
                preview.phases().stream().map(this::phase).toList(), details,
                preview.rollback().stream().map(this::undoing).toList(),
                PreviewText.closing(preview).stream().map(wording::of).toList(), folded);
    }

    /// One paragraph, whatever line breaks its advice has.
    private List<Prose> problem(Problem problem) {
        String place = problem.place() == null ? "" : "line " + problem.place().position().line() + ": ";
        return Prose.ofAdvice(wording.of(place + problem.title() + ". " + problem.advice().replaceAll("\\s+", " ")));
    }

    private List<Value> values(Map<String, String> values) {
        return values.entrySet().stream().map(v -> new Value(wording.of(v.getKey()), wording.of(v.getValue())))
                .toList();
    }

    private Phase phase(Preview.Phase phase) {
        String title = switch (phase.name()) {
            case "setup" -> "Setting up the sandbox";
            case "success" -> "Success";
            default -> "Steps";
        };
        List<PlanStep> steps = new ArrayList<>();
        new PlanPages(preview, wording, pieces.limits(), details, phase.name()).add(phase.items(), "", "", 0,
                phase.name().equals("setup"), steps);
        return new Phase(title, steps);
    }

    /// Each step and, after each group, what stands in it.
    ///
    /// @param covered whether a step around them says how they are undone
    private void add(List<Item> items, String prefix, String option, int depth, boolean covered, List<PlanStep> steps) {
        int number = 0;
        for (Item item : items) {
            String numbered = prefix + ++number;
            boolean told = covered || isTold(item.step().undo());
            steps.add(step(item, numbered, depth, option, told));
            item.branches()
                    .forEach(branch -> add(branch.items(), numbered + ".", named(branch.option()), depth + 1, told,
                            steps));
        }
    }

    private String named(@Nullable String option) {
        return option == null ? "" : wording.of(option);
    }

    private static boolean isTold(Step.Undo undo) {
        return !undo.rollback().isEmpty() || undo.leaves() != null || undo.irreversible() != null;
    }

    private PlanStep step(Item item, String number, int depth, String option, boolean told) {
        Step.Label label = item.step().label();
        return new PlanStep(number, phase + "-" + number, depth, wording.of(item.name()), wording.of(label.key()),
                wording.of(label.kind()), !item.branches().isEmpty(), option,
                item.skipped() == null ? "" : wording.of(item.skipped()), wording.of(undone(item)),
                item.change() == Change.WRITES && !told && item.skipped() == null, source(item),
                values(item.values()), item.notes().stream().map(wording::of).toList(),
                inner(item.verify(), number, "v"),
                inner(item.step().undo().rollback().isEmpty() ? List.of() : item.rollback(), number, "r"));
    }

    /// What its author says of it, then what it does.
    private List<Piece> source(Item item) {
        return item.description().isBlank()
                ? pieces.of(item.source())
                : Stream.concat(Stream.of(pieces.of(new Fact.Text("description", item.description()))),
                        pieces.of(item.source()).stream()).toList();
    }

    private List<PlanStep> inner(List<Item> items, String number, String letter) {
        List<PlanStep> steps = new ArrayList<>();
        add(items, number + letter, "", 0, true, steps);
        return steps;
    }

    private static String undone(Item item) {
        String irreversible = item.step().undo().irreversible();
        String rollback = item.rollback().stream().map(Item::name).collect(Collectors.joining("; "));
        return irreversible != null ? "can't be undone: " + irreversible.strip() : rollback;
    }

    private Undoing undoing(Item item) {
        String irreversible = item.step().undo().irreversible();
        return new Undoing(wording.of(item.name()), wording.of(item.step().label().key()),
                item.rollback().stream().map(undo -> wording.of(undo.name())).toList(),
                irreversible == null ? "" : wording.of(irreversible.strip()));
    }
}
