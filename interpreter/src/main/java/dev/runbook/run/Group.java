package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.model.Step;
import dev.runbook.model.Step.Retry;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.stage.Deadline;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Event;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step that consists of other steps: accepted, armed, carried out, checked. What is to be tried again is taken back
/// first, as a failure would take it back, and armed anew.
final class Group {
    private final Workshop workshop;
    private final Teller teller;
    private final Executor executor;
    private final Step step;
    private final StepRef ref;
    private final Frame frame;
    private final Instant start;
    private final int mark;
    private final int height;
    /// What is known of it when it was cut off.
    private final @Nullable PastStep before;
    /// Whether its steps are one transaction, and not a part of one around it.
    private final boolean together;
    private @Nullable Failure failure;

    Group(Workshop workshop, Teller teller, Executor executor, Step step, StepRef ref, Frame frame) {
        this.workshop = workshop;
        this.teller = teller;
        this.executor = executor;
        this.step = step;
        this.ref = ref;
        this.frame = frame;
        this.start = teller.now();
        this.mark = executor.trail().mark();
        this.height = executor.unwinding().height();
        this.before = executor.replay().hadBegun(ref) ? executor.replay().step(ref) : null;
        this.together = frame.together() == null && step.work() instanceof Work.Group(_, boolean one) && one;
    }

    /// @param inside where its steps stand
    boolean run(List<Step> steps, Frame inside) {
        return switch (together ? executor.doubt().ofTransaction(step, ref, frame) : new Doubt.Finding.Fresh()) {
            case Doubt.Finding.Fresh _ -> together ? inTransaction(steps, inside) : inTurn(steps, inside);
            case Doubt.Finding.Done(Observation seen, List<Verdict> judgement) -> done(steps, inside, seen, judgement);
            case Doubt.Finding.Partly(_, String words) -> unknown(words);
            case Doubt.Finding.Unknown(String why) -> unknown(why);
        };
    }

    private boolean inTurn(List<Step> steps, Frame inside) {
        begin();
        return accepted() && carryOut(steps, inside, Map.of());
    }

    /// From the beginning, since nothing of it is there; and once more while somebody wants it tried again.
    private boolean inTransaction(List<Step> steps, Frame inside) {
        executor.replay().dropInside(ref, teller);
        if (executor.replay().isOnlyPast()) {
            if (executor.replay().isArmed(ref)) {
                teller.disarmed(ref, "it had not taken effect");
            }
            return false;
        }
        executor.replay().drop(ref);
        while (!inTurn(steps, inside)) {
            Failure last = failure;
            if (last == null || !executor.crossroads().again(step, ref, last)) {
                return false;
            }
            forget(steps);
        }
        return true;
    }

    /// Its transaction was committed before the run was cut off: its steps are known, and only its end is to be told.
    private boolean done(List<Step> steps, Frame inside, Observation seen, @Nullable List<Verdict> judgement) {
        executor.arm(step, ref, frame);
        executor.all(steps, inside.under(ref));
        return new GroupEnd(executor, workshop, step, ref, frame, mark, seen.fields(), true, true,
                judgement == null ? List.of() : judgement, null, null).conclude(List.of(), seen.facts());
    }

    private boolean unknown(String why) {
        executor.arm(step, ref, frame);
        executor.undos().doubt(ref);
        return executor.fail(step, ref, Failure.of(Failure.IN_DOUBT, "whether it took effect is not known: " + why,
                "Nothing was done about it. Look, then say so: --resolve " + ref.key() + "=done, or not-done."));
    }

    /// Asks, and runs the steps that the answer chooses.
    boolean run(Work.Choose choose) {
        String question = choose.question().eval(frame.scope()).text();
        begin();
        if (!accepted()) {
            return false;
        }
        Operator.Answer answer = answer(choose, question);
        Map<String, Value> fields = Map.of("answer", Value.of(answer.text()), "by", Value.of(answer.by()));
        executor.remember(step, Blank.under(step, fields));
        return carryOut(choose.options().getOrDefault(answer.text(), List.of()), frame, fields);
    }

    /// The answer by which the run went when it was cut off, or a new one.
    private Operator.Answer answer(Work.Choose choose, String question) {
        Event.Answered known = before == null ? null : before.answer(question.strip());
        if (known == null) {
            return workshop.operator(ref).choose(ref.key(), question, List.copyOf(choose.options().keySet()));
        }
        teller.answered(ref, known.question(), known.answer(), known.by());
        return new Operator.Answer(known.answer(), known.by());
    }

    private void begin() {
        teller.started(ref, step.flow().estimate(), About.of(step, frame.scope(), List.of()));
    }

    private boolean accepted() {
        return workshop.accepts(step, ref) || executor.fail(step, ref, Failure.unaccepted(step.undo().irreversible()));
    }

    /// All tries, with the samplers beside them.
    private boolean carryOut(List<Step> steps, Frame inside, Map<String, Value> answer) {
        try (Samplings samplings = Samplings.beside(workshop, step, ref, frame)) {
            GroupEnd end = tries(steps, inside, answer);
            samplings.end();
            failure = end.failure();
            return end.conclude(samplings.verdicts(), samplings.facts());
        }
    }

    private GroupEnd tries(List<Step> steps, Frame inside, Map<String, Value> answer) {
        Duration limit = step.flow().timeout();
        Frame limited = inside
                .until(limit == null ? null : new Deadline(teller.now().plus(limit), ref.name(), limit));
        Retry retry = step.flow().retry();
        double pause = retry == null ? 0 : retry.delay().toMillis();
        for (int left = retry == null ? 0 : retry.times();; left--) {
            boolean last = left <= 0;
            Instant began = teller.now();
            GroupEnd end = last
                    ? once(steps, limited, answer)
                    : executor.crossroads().without(() -> once(steps, limited, answer));
            String why = end.why();
            if (end.passed() || retry == null || last || !mayGoOn(limited, retry) || !takenBack(left)) {
                return end;
            }
            told(why, began, Duration.ofMillis((long) pause), left - 1);
            forget(steps);
            workshop.interruption().sleep(Duration.ofMillis((long) pause));
            pause *= retry.backoff();
        }
    }

    private void told(String why, Instant began, Duration pause, int left) {
        teller.tried(ref, Duration.between(began, teller.now()), Failure.of(executor.failures().code(),
                "taken back after: " + why, ""), pause, left);
    }

    /// What has been taken back is to be done anew.
    private void forget(List<Step> steps) {
        executor.trail().cut(mark).forEach(done -> {
            teller.skipped(done, PastStep.TAKEN_BACK);
            workshop.marks().forget(done.key());
            executor.replay().drop(done);
        });
        Steps.walk(steps, inner -> executor.remember(inner, Blank.skipped(inner)));
        executor.failures().forget();
    }

    private GroupEnd once(List<Step> steps, Frame inside, Map<String, Value> answer) {
        executor.arm(step, ref, frame);
        if (together) {
            return once(steps, inside, new GroupTransaction(workshop, executor, step, ref));
        }
        boolean done = executor.all(steps, inside.under(ref));
        boolean verified = done && executor.all(step.judgement().verify(), inside.under(ref, Phase.VERIFY));
        return GroupEnd.of(executor, workshop, step, ref, frame, start, mark, answer, done, verified);
    }

    /// In one transaction, which is committed when everything has been judged well.
    private GroupEnd once(List<Step> steps, Frame inside, GroupTransaction transaction) {
        Frame all = inside.in(transaction);
        Failure failed = transaction.begin();
        boolean begun = failed == null;
        boolean done = begun && executor.all(steps, all.under(ref));
        failed = done ? transaction.check() : failed;
        boolean verified = done && failed == null
                && executor.all(step.judgement().verify(), all.under(ref, Phase.VERIFY));
        GroupEnd end = GroupEnd.of(executor, workshop, step, ref, frame, start, mark, Map.of(), done || !begun,
                verified);
        if (end.passed()) {
            failed = transaction.commit(end.observation(), end.verdicts());
        }
        if (!end.passed() || failed != null) {
            transaction.rollBack();
        }
        return end.in(transaction, failed);
    }

    private boolean mayGoOn(Frame inside, Retry retry) {
        Deadline deadline = inside.deadline();
        return !workshop.interruption().asked() && (deadline == null || !deadline.passed(teller.now()))
                && (retry.sqlstates().isEmpty() || retry.sqlstates().contains(executor.failures().code()));
    }

    /// Whether nothing of the failed try is left, as far as there are undos for it.
    private boolean takenBack(int left) {
        Unwinding back = executor.unwinding();
        return !back.inDoubt()
                && back.to(height, "[try " + (retries() - left + 1) + "]") == Unwinding.Reached.ALL;
    }

    private int retries() {
        Retry retry = step.flow().retry();
        return retry == null ? 0 : retry.times();
    }
}
