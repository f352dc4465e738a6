package dev.runbook.story;

import dev.runbook.story.StepRecord.Undo;
import org.jspecify.annotations.Nullable;

/// What can still be done with a run that is over.
///
/// @param resume whether it can be gone on with
/// @param rollback whether there is something to undo
public record Standing(boolean resume, boolean rollback) {

    /// What can be done with this run. One that never began has touched nothing; a rehearsal's sandbox is gone, and what was undone stays undone.
    public static Standing of(RunRecord run) {
        Ending ending = run.ending();
        boolean over = !run.begun() || run.header().sandbox() || ending == Ending.ROLLED_BACK
                || ending == Ending.RECOVERED;
        boolean armed = run.steps().stream().anyMatch(step -> step.undo() == Undo.ARMED);
        return new Standing(!over && !isGood(ending), !over && armed);
    }

    private static boolean isGood(@Nullable Ending ending) {
        return ending != null && ending.good();
    }

    /// In words, for a list: `resume, rollback`.
    public String words() {
        return resume && rollback ? "resume, rollback" : resume ? "resume" : rollback ? "rollback" : "";
    }
}
