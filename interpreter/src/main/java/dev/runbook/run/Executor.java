package dev.runbook.run;

import dev.runbook.action.Action;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.model.Late;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.plan.Selection;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.run.past.Past;
import dev.runbook.run.stage.Deadline;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;

/// Carries steps out, one after the other, in whichever direction: an undo is made of ordinary steps.
final class Executor {
    private final Workshop workshop;
    private final Teller teller;
    private final UndoStack undos;
    private final Selection selection;
    private final Evidence evidence;
    private final Crossroads crossroads;
    private final Failures failures = new Failures();
    private final Trail trail = new Trail();
    private final Runbook runbook;
    private final Replay replay;
    private final Doubt doubt;

    /// @param runbook says what may be done after a failure
    /// @param diagnose steps that gather evidence when any step fails
    Executor(Workshop workshop, Teller teller, UndoStack undos, Selection selection, Runbook runbook,
            List<Step> diagnose) {
        this(workshop, teller, undos, selection, runbook, diagnose, Past.none());
    }

    /// @param past what is known of the run when it is taken up again
    Executor(Workshop workshop, Teller teller, UndoStack undos, Selection selection, Runbook runbook,
            List<Step> diagnose, Past past) {
        this.workshop = workshop;
        this.teller = teller;
        this.undos = undos;
        this.selection = selection;
        this.evidence = new Evidence(this, diagnose);
        this.crossroads = new Crossroads(runbook, workshop, teller, failures);
        this.replay = new Replay(this, undos, past);
        this.runbook = runbook;
        this.doubt = new Doubt(workshop, this, replay);
    }

    Teller teller() {
        return teller;
    }

    Evidence evidence() {
        return evidence;
    }

    Failures failures() {
        return failures;
    }

    /// What has run so far.
    Trail trail() {
        return trail;
    }

    /// The way back from what was armed.
    Unwinding unwinding() {
        return new Unwinding(this, teller, undos, new Inquiry(workshop));
    }

    /// Carries out what is told to somebody else only, and is no part of the run.
    Executor telling(Teller other) {
        return new Executor(workshop, other, new UndoStack(), Selection.whole(), runbook, List.of());
    }

    UndoStack undos() {
        return undos;
    }

    Crossroads crossroads() {
        return crossroads;
    }

    Replay replay() {
        return replay;
    }

    Doubt doubt() {
        return doubt;
    }

    /// Runs steps until one fails; after that only those that run `always`.
    ///
    /// @return whether all passed
    boolean all(List<Step> steps, Frame frame) {
        boolean passed = true;
        for (Step step : steps) {
            if (passed || step.flow().always()) {
                passed &= one(step, frame);
            }
        }
        return passed;
    }

    /// Runs steps whatever becomes of each: checks that are all worth seeing.
    ///
    /// @return whether all passed
    boolean each(List<Step> steps, Frame frame) {
        boolean passed = true;
        for (Step step : steps) {
            passed &= one(step, frame);
        }
        return passed;
    }

    private boolean one(Step step, Frame around) {
        boolean each = step.flow().forEach() != null;
        Frame frame = each ? around : around.given(step);
        StepRef ref = each ? frame.eachOf(step) : frame.ref(step);
        boolean passed = switch (replay.known(step, ref, frame, each)) {
            case PASSED -> true;
            case FAILED -> false;
            case OPEN -> one(step, ref, frame);
        };
        if (!passed) {
            failures.note(step, ref);
        }
        return passed;
    }

    /// A step's runs for several items.
    EachItem items() {
        return new EachItem(this, teller);
    }

    private boolean one(Step step, StepRef ref, Frame frame) {
        if (workshop.interruption().asked() && frame.phase() == Phase.FORWARD && !interrupted(step, ref)) {
            return false;
        }
        if (!workshop.holds(ref)) {
            return fail(step, ref, Fencing.failure());
        }
        String unselected = selection.whySkipped(step.label().key());
        if (unselected != null) {
            return skip(step, ref, unselected);
        }
        try {
            return switch (replay.hadBegun(ref) ? Wanted.YES : wanted(step, frame.scope())) {
                case YES -> step.flow().forEach() == null ? inTime(step, ref, frame) : items().run(step, ref, frame);
                case NO -> skip(step, ref, unwanted(step));
            };
        } catch (Refusal e) {
            return broken(step, ref, frame, e);
        }
    }

    private enum Wanted {
        YES, NO
    }

    private static Wanted wanted(Step step, Scope scope) {
        Expression condition = step.flow().condition();
        return condition == null || condition.test(scope) ? Wanted.YES : Wanted.NO;
    }

    /// What runs `always` is not bound to the time of the groups around it: it tidies up after them.
    boolean inTime(Step step, StepRef ref, Frame frame) {
        Deadline deadline = step.flow().always() ? null : frame.deadline();
        return deadline != null && deadline.passed(teller.now())
                ? fail(step, ref, deadline.failure())
                : begin(step, ref, step.flow().always() ? frame.unlimited() : frame);
    }

    /// A step whose work is there already is not done; one that was cut off is found out about first.
    private boolean begin(Step step, StepRef ref, Frame frame) {
        DoneWhen.Reply done = replay.hadBegun(ref)
                ? DoneWhen.Reply.NOT_ASKED
                : new DoneWhen(workshop, this).ask(step, ref, frame);
        return switch (done.answer()) {
            case YES -> skip(step, ref, "its work is there already: " + done.words());
            case UNKNOWN -> fail(step, ref, done.failure());
            case NO, NOT_ASKED -> work(step, ref, frame);
        };
    }

    private boolean work(Step open, StepRef ref, Frame frame) {
        Step step = Late.at(open, frame.scope());
        if (!step.equals(open)) {
            workshop.check(step);
        }
        return switch (step.work()) {
            case Work.Act act -> act(act.action(), step, ref, frame);
            case Work.Group(List<Step> steps, _) ->
                new Group(workshop, teller, this, step, ref, frame).run(steps, frame);
            case Work.Choose choose -> new Group(workshop, teller, this, step, ref, frame).run(choose);
            case Work.Call call ->
                new Group(workshop, teller, this, step, ref, frame).run(call.steps(), called(call, frame));
        };
    }

    /// Where the steps of a call stand; what they must not show is hidden from now on.
    Frame called(Work.Call call, Frame frame) {
        return frame.called(call, teller::hide);
    }

    /// Acts, again and again while somebody wants it tried again.
    private boolean act(Action action, Step step, StepRef ref, Frame frame) {
        while (true) {
            Attempt attempt = new Attempt(workshop, teller, this, undos, step, ref, frame);
            if (attempt.run(action)) {
                return true;
            }
            Failure failure = attempt.failure();
            if (failure == null || frame.together() != null || !crossroads.again(step, ref, failure)) {
                return false;
            }
        }
    }

    void arm(Step step, StepRef ref, Frame frame) {
        arming().arm(step, ref, frame);
    }

    Arming arming() {
        return new Arming(undos, teller, replay);
    }

    void remember(Step step, Map<String, Value> fields) {
        String id = step.label().id();
        if (id != null) {
            workshop.scope().put(id, fields);
        }
    }

    private static String unwanted(Step step) {
        Expression condition = step.flow().condition();
        return "not wanted: if " + (condition == null ? "" : condition.text());
    }

    /// Steps inside of one that is skipped are known as skipped to expressions, too.
    private boolean skip(Step step, StepRef ref, String why) {
        teller.skipped(ref, why);
        rememberSkipped(step);
        return true;
    }

    void rememberSkipped(Step step) {
        Steps.walk(List.of(step),
                each -> remember(each, Blank.skipped(each)));
    }

    boolean broken(Step step, StepRef ref, Frame frame, Refusal refusal) {
        Failure failure = Failure.of("problem", refusal.problems().getFirst().title(),
                ProblemText.render(refusal.problems()));
        fail(step, ref, failure);
        evidence.gather(step, ref, frame, failure);
        return false;
    }

    /// @return whether the run goes on with the step all the same
    private boolean interrupted(Step step, StepRef ref) {
        Failure failure = Failure.of("interrupted", "stopped by the operator before this step began", "");
        return fail(step, ref, failure) || crossroads.again(step, ref, failure);
    }

    boolean fail(Step step, StepRef ref, Failure failure) {
        trail.add(ref);
        remember(step, Blank.under(step, Map.of("passed", Value.of(false), "skipped", Value.of(false))));
        teller.finished(ref, Status.FAILED, Observation.of(Map.of()), failure, "");
        return false;
    }
}
