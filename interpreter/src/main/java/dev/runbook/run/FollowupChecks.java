package dev.runbook.run;

import dev.runbook.evidence.Observation;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Followup;
import dev.runbook.plan.Selection;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Makes the checks that are due after a run.
public final class FollowupChecks {
    private final Workshop workshop;
    private final Executor executor;

    FollowupChecks(Workshop workshop, Executor executor) {
        this.workshop = workshop;
        this.executor = executor;
    }

    /// Checks of a run that is over.
    ///
    /// @param runbook of the run
    /// @param found what its steps found, by their ids
    public static FollowupChecks of(Workshop workshop, Runbook runbook, Map<String, Map<String, Value>> found) {
        found.forEach(workshop.scope()::put);
        return new FollowupChecks(workshop, new Executor(workshop, workshop.teller(), new UndoStack(),
                Selection.whole(), runbook, List.of()));
    }

    /// Each once, so that a rehearsal has tried them too.
    boolean rehearse(List<Followup> followups) {
        boolean passed = true;
        for (Followup followup : followups) {
            passed &= make(followup, 1);
        }
        return passed;
    }

    /// One check, the number-th of its kind: all its steps, whatever becomes of each.
    ///
    /// @return whether all passed
    public boolean make(Followup followup, int number) {
        Teller teller = workshop.teller();
        String suffix = "[" + number + "]";
        StepRef ref = new StepRef(followup.key() + suffix, null, Phase.FOLLOWUP, followup.name(), "steps");
        Instant start = teller.now();
        teller.started(ref, null, List.of());
        boolean passed = executor.each(followup.steps(),
                new Frame(Phase.FOLLOWUP, ref.key(), workshop.scope(), suffix));
        Observation seen = Observation.of(Map.of()).took(Duration.between(start, teller.now()));
        teller.finished(ref, passed ? Status.PASSED : Status.FAILED, seen, null, "");
        return passed;
    }
}
