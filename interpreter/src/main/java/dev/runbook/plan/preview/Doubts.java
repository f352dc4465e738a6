package dev.runbook.plan.preview;

import dev.runbook.model.Step;
import dev.runbook.plan.preview.Preview.Phase;
import dev.runbook.problem.Problems;
import java.util.List;

/// Finds the steps that may write, and say nothing of how they are undone.
final class Doubts {
    private final Problems problems;

    private Doubts(Problems problems) {
        this.problems = problems;
    }

    /// What sets the sandbox up need not be undone.
    static void find(List<Phase> phases, Problems problems) {
        Doubts doubts = new Doubts(problems);
        phases.stream().filter(phase -> !phase.name().equals("setup"))
                .forEach(phase -> phase.items().forEach(item -> doubts.look(item, false)));
    }

    /// @param covered whether a step around it says how it is undone
    private void look(Item item, boolean covered) {
        if (item.skipped() != null) {
            return;
        }
        boolean told = covered || isTold(item.step().undo());
        if (item.change() == Change.WRITES && !told) {
            Step.Label label = item.step().label();
            problems.warning(label.span(), "\"" + item.name() + "\" may write, and has no rollback",
                    "Give it a `rollback`, or say why it has none: `irreversible: …`.");
        }
        item.branches().forEach(branch -> branch.items().forEach(inner -> look(inner, told)));
        item.verify().forEach(inner -> look(inner, told));
    }

    private static boolean isTold(Step.Undo undo) {
        return !undo.rollback().isEmpty() || undo.leaves() != null || undo.irreversible() != null;
    }
}
