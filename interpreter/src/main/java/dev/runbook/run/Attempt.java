package dev.runbook.run;

import dev.runbook.action.Action;
import dev.runbook.check.Check;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.past.SessionState;
import dev.runbook.run.stage.Deadline;
import dev.runbook.run.stage.Discretion;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.RunScope;
import dev.runbook.run.stage.Teller;
import dev.runbook.run.watching.StepWatch;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One step that acts: done, judged, and tried again where it says so.
final class Attempt {
    private static final String CANCELED = "57014";

    private final Workshop workshop;
    private final Teller teller;
    private final Executor executor;
    private final UndoStack undos;
    private final Conclusion conclusion;
    private final Step step;
    private final StepRef ref;
    private final Frame frame;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Discretion discretion;
    private Instant began = Instant.EPOCH;
    private boolean judged;
    /// The failure that the judgement knew of: an expected one, if it judged well.
    private @Nullable Failure tolerated;
    private StepWatch watch = StepWatch.none();
    /// Whether no try until now can have made anything.
    private boolean untouched;
    private Before before = new Before(false);
    private @Nullable Failure failure;

    Attempt(Workshop workshop, Teller teller, Executor executor, UndoStack undos, Step step, StepRef ref,
            Frame frame) {
        this.workshop = workshop;
        this.teller = teller;
        this.executor = executor;
        this.undos = undos;
        this.step = step;
        this.ref = ref;
        this.frame = frame;
        this.discretion = new Discretion(step.output().sensitive());
        this.conclusion = new Conclusion(workshop, executor, undos, step, ref, frame);
    }

    /// @return whether the step passed
    boolean run(Action action) {
        return switch (executor.doubt().find(step, ref, frame, action)) {
            case Doubt.Finding.Fresh _ when executor.replay().isOnlyPast() -> undone();
            case Doubt.Finding.Fresh _ -> fresh(action);
            case Doubt.Finding.Done(Observation seen, List<Verdict> judgement) -> done(seen, judgement);
            case Doubt.Finding.Partly(Observation seen, String words) -> partly(seen, words);
            case Doubt.Finding.Unknown(String why) -> unknown(why);
        };
    }

    /// It turns out that nothing of it took effect, and it is not done now.
    private boolean undone() {
        if (executor.replay().isArmed(ref)) {
            teller.disarmed(ref, "it had not taken effect");
        }
        return false;
    }

    /// It turns out that it took effect: what is left of it is to tell so.
    private boolean done(Observation seen, @Nullable List<Verdict> judgement) {
        executor.arm(step, ref, frame);
        PastStep was = executor.replay().step(ref);
        if (was != null) {
            before = Before.of(was);
        }
        began = seen.field("took") instanceof Value.Lapse(Duration took) ? teller.now().minus(took) : teller.now();
        if (judgement != null) {
            verdicts.addAll(judgement);
        } else if (!executor.replay().isOnlyPast()) {
            judge(seen);
        }
        verdicts.forEach(verdict -> teller.judged(ref, verdict));
        conclude(seen);
        return failure == null;
    }

    /// It turns out that a part of it is done, and it is not gone on with.
    private boolean partly(Observation seen, String words) {
        executor.arm(step, ref, frame);
        failure = Failure.of("interrupted", "the run was cut off in the middle of it: " + words, "");
        conclude(seen);
        return false;
    }

    private boolean unknown(String why) {
        executor.arm(step, ref, frame);
        failure = Failure.of(Failure.IN_DOUBT, "whether it took effect is not known: " + why,
                "Nothing was done about it. Look, then say so: --resolve " + ref.key() + "=done, or not-done.");
        conclude(Observation.of(Map.of()));
        return false;
    }

    private boolean fresh(Action action) {
        untouched = isUntouched(action);
        executor.replay().forget(ref);
        teller.started(ref, step.flow().estimate(), About.of(step, frame.scope(), action.source(frame.scope())));
        executor.arm(step, ref, frame);
        executor.replay().drop(ref);
        Instant start = teller.now();
        Observation seen = Samplings.during(workshop, step, ref, frame, () -> tries(action), verdicts);
        verdicts.forEach(verdict -> teller.judged(ref, discretion.of(verdict)));
        conclude(seen.took(Duration.between(start, teller.now())));
        return failure == null;
    }

    private boolean isUntouched(Action action) {
        PastStep was = executor.replay().step(ref);
        UndoStack own = GroupTransaction.undos(frame, undos);
        return !own.isArmed(ref) && !own.unprotected().contains(ref)
                && (was == null || was.leftNothing() || action.remains() == Action.Remains.ALL_OR_NOTHING);
    }

    /// Why it did not pass, or null when it did.
    @Nullable
    Failure failure() {
        return failure;
    }

    private Observation tries(Action action) {
        Retries retries = new Retries(step);
        while (true) {
            Observation seen = attempt(action);
            Duration pause = failure == null || workshop.interruption().asked() || late()
                    ? null
                    : retries.after(failure);
            if (failure == null || pause == null) {
                return seen.with(retries.madeWait());
            }
            teller.tried(ref, Duration.between(began, teller.now()), discretion.told(failure), pause,
                    retries.left(failure));
            workshop.interruption().sleep(pause);
            if (late()) {
                return seen.with(retries.madeWait());
            }
            retries.failed(seen);
        }
    }

    private boolean late() {
        Deadline deadline = frame.deadline();
        return deadline != null && deadline.passed(teller.now());
    }

    private Observation attempt(Action action) {
        verdicts.clear();
        judged = false;
        failure = null;
        before = new Before(untouched);
        try (StepWatch watching = workshop.watch(step, ref, frame)) {
            watch = watching;
            Observation seen = frame.perform(step, ref, action, () -> perform(action));
            if (!judged && seen.failure() == null && !step.judgement().verify().isEmpty()
                    && action.remains() == Action.Remains.ANYTHING) {
                teller.performed(ref, Map.of(), discretion.of(seen), List.of());
            }
            if (!judged) {
                judge(seen);
            } else if (failure == null && !Objects.equals(seen.failure(), tolerated)) {
                // It was judged well, and then its COMMIT failed.
                failure = seen.failure();
            }
            failure = stopped(failure);
            untouched &= seen.leftNothing();
            return seen.with(watching.facts());
        }
    }

    /// A statement that the server gave up because the operator wanted it is told as that.
    private @Nullable Failure stopped(@Nullable Failure failed) {
        return failed != null && workshop.interruption().asked() && failed.code().equals(CANCELED)
                ? new Failure("stopped by the operator", "interrupted",
                        "The server was asked to stop the statement, and did.", failed.facts())
                : failed;
    }

    private Observation perform(Action action) {
        began = teller.now();
        if (!workshop.accepts(step, ref)) {
            return Observation.failed(Failure.unaccepted(step.undo().irreversible())).leavingNothing();
        }
        try {
            return explained(workshop.connections().remembering(action, step.setting().connection(),
                    state -> teller.effect(ref, SessionState.KIND, state.token()),
                    () -> action.perform(workshop.tools(limited(), ref, frame, this::judge,
                            new Commits(workshop, step, ref, () -> verdicts,
                                    () -> new DoneWhen(workshop, executor).ask(step, ref, frame)),
                            watch, before)))
                    .took(Duration.between(began, teller.now())));
        } catch (Refusal refusal) {
            return Observation.failed(Conclusion.problem(refusal));
        }
    }

    private Step limited() {
        Deadline deadline = frame.deadline();
        return deadline == null ? step : deadline.limited(step, began);
    }

    private Observation explained(Observation seen) {
        Deadline deadline = frame.deadline();
        return deadline == null ? seen : deadline.explained(seen, step, teller.now());
    }

    /// Judges what was seen: all checks, then the steps that verify it.
    ///
    /// @return whether everything is as expected
    private boolean judge(Observation unfinished) {
        judged = true;
        tolerated = unfinished.failure();
        Observation seen = watch.judging(unfinished.took(Duration.between(began, teller.now())));
        Scope own = RunScope.with(frame.scope(), Blank.under(step, seen.fields()));
        boolean errorExpected = step.judgement().expect().stream().anyMatch(Check.OfError.class::isInstance);
        verdicts.addAll(Judging.judge(step, seen, own));
        Judging.until(step, own).ifPresent(verdicts::add);
        failure = seen.failure() != null && !errorExpected ? seen.failure() : Judging.unmet(verdicts);
        if (failure == null && !executor.all(step.judgement().verify(), frame.under(ref, Phase.VERIFY))) {
            failure = Failure.of(Failure.EXPECTATION, "a check of this step failed", "");
        }
        return failure == null;
    }

    private void conclude(Observation seen) {
        failure = conclusion.draw(seen, failure, verdicts, before);
    }
}
