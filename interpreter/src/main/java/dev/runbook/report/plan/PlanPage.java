package dev.runbook.report.plan;

import dev.runbook.report.fact.Piece;
import dev.runbook.report.prose.Prose;
import java.util.List;

/// A plan, in the order in which a reviewer reads it.
///
/// @param where it would run
/// @param selection the options that left steps out, or empty
/// @param problems what is worth a look before anybody runs it
/// @param details whether the steps are shown one by one
/// @param undoing the steps that would be undone if the last step failed, in the order of their undoing
/// @param closing the way out, how long it would take, what nobody can tell
/// @param folded what is left out to stay short, or empty
public record PlanPage(String title, String runbook, String file, String owner, String risk, List<Prose> description,
        String where, String selection, List<Value> params, List<Prose> problems, List<Phase> phases, boolean details,
        List<Undoing> undoing, List<String> closing, String folded) {

    /// A parameter or a variable.
    public record Value(String name, String value) {}

    /// A part of the run.
    public record Phase(String title, List<PlanStep> steps) {}

    /// A step that would be undone, and what would undo it.
    ///
    /// @param irreversible why it can't be, or empty
    public record Undoing(String name, String key, List<String> steps, String irreversible) {}

    /// A step of the plan with its rollback beside it.
    ///
    /// @param depth 0 at the top, 1 in a group
    /// @param option the answer that leads to it, or empty
    /// @param skipped why it is left out, or empty
    /// @param undone what would undo it, in a few words
    /// @param alarm whether it may write and says nothing of how it is undone
    public record PlanStep(String number, String anchor, int depth, String name, String key, String kind, boolean group,
            String option, String skipped, String undone, boolean alarm, List<Piece> source, List<Value> values,
            List<String> notes, List<PlanStep> verifies, List<PlanStep> rollback) {

        public boolean anyVerifies() {
            return !verifies.isEmpty();
        }

        public boolean anyUndone() {
            return anyRollback() || alarm || !undone.isEmpty();
        }

        public boolean anyRollback() {
            return !rollback.isEmpty();
        }

        public boolean anyNotes() {
            return !notes.isEmpty() || !values.isEmpty();
        }
    }

    public boolean anyParams() {
        return !params.isEmpty();
    }

    public boolean anyProblems() {
        return !problems.isEmpty();
    }

    public boolean anyUndoing() {
        return !undoing.isEmpty();
    }
}
