package dev.runbook.run;

import dev.runbook.evidence.Observation;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One step once for each of several items, until one fails; each has an undo of its own.
record EachItem(Executor executor, Teller teller) {

    /// @param ref of all its runs together
    boolean run(Step step, StepRef ref, Frame frame) {
        Instant start = teller.now();
        List<Value> items = Objects.requireNonNull(step.flow().forEach()).values(frame.scope());
        teller.started(ref, step.flow().estimate(), List.of());
        boolean passed = true;
        for (int i = 0; i < items.size() && passed; i++) {
            passed = one(step, frame.item(ref, i + 1, items.get(i)));
        }
        Observation seen = Observation.of(Map.of()).took(Duration.between(start, teller.now()));
        teller.finished(ref, passed ? Status.PASSED : Status.FAILED, seen, null, "");
        return passed;
    }

    /// One of the runs. What cannot be done for one item is told of that item, not of all of them.
    boolean one(Step step, Frame item) {
        Frame inner = item.given(step);
        StepRef ref = inner.ref(step);
        return switch (executor.replay().known(step, ref, inner, false)) {
            case PASSED -> true;
            case FAILED -> false;
            case OPEN -> {
                try {
                    yield executor.inTime(step, ref, inner);
                } catch (Refusal e) {
                    yield executor.broken(step, ref, inner, e);
                }
            }
        };
    }
}
