package dev.runbook.plan.preview;

import dev.runbook.evidence.Fact;
import dev.runbook.model.Step;
import dev.runbook.plan.preview.Item.Branch;
import dev.runbook.plan.preview.Item.Condition;
import dev.runbook.plan.preview.Item.Question;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lines of a step: its key and name, what it does, and what to know about that.
///
/// @param depth how far it is indented
record ItemText(Item item, int depth) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (item.skipped() != null) {
            lines.add(indented(0, title() + ", skipped: " + item.skipped()));
            return lines;
        }
        lines.add(indented(0, title()));
        item.source().forEach(fact -> source(fact, lines));
        item.values().forEach((name, value) -> paragraph(name + " = ", value, lines));
        facts().forEach(fact -> lines.add(indented(1, "- " + fact)));
        item.branches().forEach(branch -> branch(branch, lines));
        inner("done_when", item.doneWhen(), lines);
        inner("verify", item.verify(), lines);
        return lines;
    }

    String title() {
        Step.Label label = item.step().label();
        return label.key() + ": " + item.name() + " (" + label.kind() + ")";
    }

    private void source(Fact fact, List<String> lines) {
        switch (fact) {
            case Fact.Text(String label, String text) -> paragraph(label + ": ", text, lines);
            case Fact.Code(_, _, String code) ->
                code.lines().forEach(line -> lines.add(indented(2, ("| " + line).stripTrailing())));
            case Fact.Grid _,Fact.Series _,Fact.Difference _ -> {
            }
        }
    }

    private void paragraph(String head, String text, List<String> lines) {
        String margin = head;
        for (String line : text.strip().lines().toList()) {
            lines.add(indented(2, margin + line.stripTrailing()));
            margin = " ".repeat(head.length());
        }
    }

    private void branch(Branch branch, List<String> lines) {
        String option = branch.option();
        if (option == null) {
            branch.items().forEach(inner -> lines.addAll(new ItemText(inner, depth + 1).lines()));
        } else {
            lines.add(indented(1, option + (branch.items().isEmpty() ? ": nothing more" : ":")));
            branch.items().forEach(inner -> lines.addAll(new ItemText(inner, depth + 2).lines()));
        }
    }

    private void inner(String head, List<Item> items, List<String> lines) {
        if (!items.isEmpty()) {
            lines.add(indented(1, head + ":"));
            items.forEach(inner -> lines.addAll(new ItemText(inner, depth + 2).lines()));
        }
    }

    List<String> facts() {
        Step step = item.step();
        List<String> facts = new ArrayList<>();
        add(facts, item.condition() == null ? null : condition(item.condition()));
        item.doneWhen().forEach(there -> add(facts, "is skipped if its work is there already: " + there.name()));
        add(facts, item.forEach() == null ? null : "once for each of " + item.forEach());
        add(facts, item.place().sentence());
        add(facts, item.question() == null ? null : question(item.question()));
        add(facts, item.change() == Change.READS ? "only reads" : null);
        add(facts, item.transaction() == null ? null : item.transaction().sentence());
        add(facts, times(step.flow(), item.open()));
        add(facts, step.flow().always() ? "always runs, also when it is not selected" : null);
        undo(step.undo(), facts);
        return facts;
    }

    private void undo(Step.Undo undo, List<String> facts) {
        int steps = undo.rollback().size();
        add(facts, steps == 0 ? null : "rollback: " + steps + (steps == 1 ? " step" : " steps"));
        add(facts, undo.leaves() == null ? null : "its rollback does not give back: " + undo.leaves().words());
        add(facts, undo.irreversible() == null ? null : "can't be undone: " + undo.irreversible().strip());
        add(facts, undo.onFailure() == null ? null : "after its failure: " + Way.of(undo.onFailure()));
    }

    private static String condition(Condition condition) {
        Boolean holds = condition.holds();
        String known = holds == null ? "" : holds ? ", which holds" : ", which does not hold: it would be skipped";
        return "only if " + condition.text().strip() + known;
    }

    private static String question(Question question) {
        return "asks a person" + (question.answer() == null
                ? ""
                : ", and has the answer given beforehand: " + question.answer());
    }

    private static @Nullable String times(Step.Flow flow, Map<String, String> open) {
        List<String> times = new ArrayList<>();
        Duration estimate = flow.estimate();
        Duration timeout = flow.timeout();
        Step.Retry retry = flow.retry();
        add(times, estimate == null ? open("estimated ", "estimate", open) : "estimated " + Durations.format(estimate));
        add(times,
                timeout == null ? open("ended after ", "timeout", open) : "ended after " + Durations.format(timeout));
        String more = open("up to 1 + ", "retry.times", open);
        add(times, retry == null ? null : (more == null ? "up to " + (retry.times() + 1) : more) + " tries");
        return times.isEmpty() ? null : String.join(", ", times);
    }

    private static @Nullable String open(String words, String key, Map<String, String> open) {
        return open.containsKey(key) ? words + open.get(key) : null;
    }

    private static void add(List<String> facts, @Nullable String fact) {
        if (fact != null) {
            facts.add(fact);
        }
    }

    private String indented(int more, String text) {
        return "  ".repeat(depth + more) + text;
    }
}
