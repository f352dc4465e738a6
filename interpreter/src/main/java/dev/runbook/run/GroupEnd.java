package dev.runbook.run;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Step;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The end of a step that consists of other steps: judged, captured and told like any other.
///
/// @param mark what had run before it
/// @param answer of a question that chose the steps, or none
record GroupEnd(Executor executor, Workshop workshop, Step step, StepRef ref, Frame frame, Instant start,
        int mark, Map<String, Value> answer) {

    /// @param done whether the steps inside passed
    /// @param inner whether the steps that verify them did, too
    /// @return whether the group did
    boolean conclude(boolean done, boolean inner) {
        Map<String, Value> known = new LinkedHashMap<>(answer);
        known.put("passed", Value.of(inner));
        known.put("skipped", Value.of(false));
        Teller teller = workshop.teller();
        Observation seen = Observation.of(known).took(Duration.between(start, teller.now()));
        List<Verdict> verdicts = inner
                ? Judging.judge(step, seen, RunScope.with(frame.scope(), seen.fields()))
                : List.of();
        verdicts.forEach(verdict -> teller.judged(ref, verdict));
        Failure failure = Judging.unmet(verdicts);
        boolean passed = inner && failure == null;
        Map<String, Value> fields = new LinkedHashMap<>(seen.fields());
        fields.put("passed", Value.of(passed));
        String summary = passed ? captured(fields) : "";
        executor.remember(step, Blank.under(step, fields));
        Status status = !passed ? Status.FAILED : Judging.warned(verdicts) ? Status.WARNED : Status.PASSED;
        teller.finished(ref, status, new Observation(fields, passed ? saved() : List.of(), null), hinted(failure),
                summary);
        if (!passed) {
            executor.evidence().gather(step, ref, frame, done ? unverified(failure) : null);
        }
        return passed;
    }

    private static Failure unverified(@Nullable Failure failure) {
        return failure == null ? Failure.of(Failure.EXPECTATION, "a check of this step failed", "") : failure;
    }

    /// The whole output of all that ran inside, one after the other.
    private List<Fact> saved() {
        String save = step.output().save();
        return save == null
                ? List.of()
                : List.of(Artifacts.keepAll(save, workshop.folder(), executor.ranSince(mark)));
    }

    private @Nullable Failure hinted(@Nullable Failure failure) {
        return failure == null ? null : Hints.add(step.output().hints(), failure, frame.scope());
    }

    private String captured(Map<String, Value> fields) {
        Captures.add(step.output().capture(), fields, frame.scope());
        Scope own = RunScope.with(frame.scope(), fields);
        Template summary = step.output().summary();
        return summary == null ? "" : summary.eval(own).text();
    }
}
