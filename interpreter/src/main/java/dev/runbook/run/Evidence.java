package dev.runbook.run;

import dev.runbook.evidence.Failure;
import dev.runbook.model.Step;
import dev.runbook.run.stage.Frame;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers evidence when a step fails, before anything else happens: with the step's own `diagnose`, then with the
/// runbook's, which runs once on the way forward and once on each way back.
final class Evidence {
    private static final Set<Phase> CHECKS = EnumSet.of(Phase.VERIFY, Phase.DIAGNOSE);

    private final Executor executor;
    private final List<Step> ofAnyStep;
    private final Set<Phase> gathered = new HashSet<>();

    /// @param ofAnyStep the runbook's `diagnose`
    Evidence(Executor executor, List<Step> ofAnyStep) {
        this.executor = executor;
        this.ofAnyStep = ofAnyStep;
    }

    /// @param failure what the step itself failed with; null when only steps in it did, which have had their turn
    void gather(Step step, StepRef ref, Frame frame, @Nullable Failure failure) {
        frame.ended(ref);
        executor.each(step.output().diagnose(), frame.under(ref, Phase.DIAGNOSE).unlimited());
        if (failure != null && !failure.code().equals("interrupted") && !CHECKS.contains(ref.phase())
                && gathered.add(ref.phase())) {
            executor.each(ofAnyStep, new Frame(Phase.DIAGNOSE, ref.key(), frame.scope(), "[" + ref.key() + "]"));
        }
    }
}
