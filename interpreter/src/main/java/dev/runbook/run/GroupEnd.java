package dev.runbook.run;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Step;
import dev.runbook.run.stage.Artifacts;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.RunScope;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The end of a step that consists of other steps: judged, captured and told like any other.
///
/// @param mark what had run before it
/// @param fields what is known of its outcome: the answer of a question that chose the steps
/// @param done whether the steps inside passed
/// @param verified whether the steps that verify them did, too
/// @param transaction that all of them were, or null
/// @param trouble why that was not committed, when nothing else was wrong
record GroupEnd(Executor executor, Workshop workshop, Step step, StepRef ref, Frame frame, int mark,
        Map<String, Value> fields, boolean done, boolean verified, List<Verdict> verdicts,
        @Nullable GroupTransaction transaction, @Nullable Failure trouble) {

    static GroupEnd of(Executor executor, Workshop workshop, Step step, StepRef ref, Frame frame, Instant start,
            int mark, Map<String, Value> answer, boolean done, boolean verified) {
        Map<String, Value> known = new LinkedHashMap<>(answer);
        known.put("passed", Value.of(verified));
        known.put("skipped", Value.of(false));
        Observation seen = Observation.of(known).took(Duration.between(start, workshop.teller().now()));
        Scope own = RunScope.with(frame.scope(), seen.fields());
        List<Verdict> verdicts = new ArrayList<>();
        if (verified) {
            verdicts.addAll(Judging.judge(step, seen, own));
            Judging.until(step, own).ifPresent(verdicts::add);
        }
        return new GroupEnd(executor, workshop, step, ref, frame, mark, seen.fields(), done, verified,
                List.copyOf(verdicts), null, null);
    }

    /// The same, with what became of the transaction.
    GroupEnd in(GroupTransaction one, @Nullable Failure failure) {
        return new GroupEnd(executor, workshop, step, ref, frame, mark, fields, done, verified, verdicts, one, failure);
    }

    /// What there is to be known of it if it is committed.
    Observation observation() {
        return new Observation(fields, List.of(), null);
    }

    boolean passed() {
        return verified && failure() == null;
    }

    /// Why it did not pass, in a line.
    String why() {
        Failure own = failure();
        return own == null ? executor.failures().title() : own.title();
    }

    /// What it failed with itself, or null.
    @Nullable
    Failure failure() {
        return trouble == null ? Judging.unmet(verdicts) : trouble;
    }

    /// @param meanwhile the judgement of what was looked at meanwhile
    /// @param facts what was seen of that
    /// @return whether the group passed
    boolean conclude(List<Verdict> meanwhile, List<Fact> facts) {
        Teller teller = executor.teller();
        List<Verdict> all = new ArrayList<>(verdicts);
        all.addAll(meanwhile);
        all.forEach(verdict -> teller.judged(ref, verdict));
        Failure failure = rolledBack(failure());
        boolean passed = passed();
        Map<String, Value> outcome = new LinkedHashMap<>(fields);
        outcome.put("passed", Value.of(passed));
        String summary = passed ? captured(outcome) : "";
        executor.trail().add(ref);
        executor.remember(step, Blank.under(step, outcome));
        Status status = !passed ? Status.FAILED : Judging.warned(all) ? Status.WARNED : Status.PASSED;
        teller.finished(ref, status, new Observation(outcome, passed ? saved() : List.of(), null)
                .with(facts), hinted(failure),
                summary);
        if (!passed) {
            executor.evidence().gather(step, ref, frame, done ? unverified(failure) : null);
        }
        return passed;
    }

    /// Of a transaction that is gone, it is said of which steps nothing is in effect.
    private @Nullable Failure rolledBack(@Nullable Failure failure) {
        boolean inDoubt = failure != null && failure.code().equals(Failure.IN_DOUBT);
        return transaction == null || passed() || inDoubt
                ? failure
                : transaction.told(failure, executor.trail().since(mark));
    }

    private static Failure unverified(@Nullable Failure failure) {
        return failure == null ? Failure.of(Failure.EXPECTATION, "a check of this step failed", "") : failure;
    }

    /// The whole output of all that ran inside, one after the other.
    private List<Fact> saved() {
        String save = step.output().save();
        return save == null
                ? List.of()
                : List.of(Artifacts.keepAll(save, workshop.folder(), executor.trail().since(mark)));
    }

    private @Nullable Failure hinted(@Nullable Failure failure) {
        return failure == null ? null : Hints.add(step.output().hints(), failure, frame.scope());
    }

    private String captured(Map<String, Value> outcome) {
        Captures.add(step.output().capture(), outcome, frame.scope());
        Scope own = RunScope.with(frame.scope(), outcome);
        Template summary = step.output().summary();
        return summary == null ? "" : summary.eval(own).text();
    }
}
