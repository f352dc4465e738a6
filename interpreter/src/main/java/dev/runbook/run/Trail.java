package dev.runbook.run;

import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The steps that have run so far, in their order.
final class Trail {
    private static final Set<Phase> BACK = EnumSet.of(Phase.ROLLBACK, Phase.DIAGNOSE);

    private final List<StepRef> steps = new ArrayList<>();

    void add(StepRef step) {
        steps.add(step);
    }

    /// How many there are, to come back to.
    int mark() {
        return steps.size();
    }

    List<StepRef> since(int mark) {
        return List.copyOf(steps.subList(mark, steps.size()));
    }

    /// Forgets what ran since then.
    ///
    /// @return it, except for what undid or looked into it
    List<StepRef> cut(int mark) {
        List<StepRef> forward = since(mark).stream().filter(step -> !BACK.contains(step.phase())).toList();
        steps.subList(mark, steps.size()).clear();
        return forward;
    }
}
