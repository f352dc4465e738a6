package dev.runbook.run;

import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.run.past.Past;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.past.PastStep.State;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Mask;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Walks through what a run has done already without doing it again: names get their values, undos stand ready, and
/// nothing is told twice.
final class Replay {
    private final Executor executor;
    private final UndoStack undos;
    private final Past past;
    private boolean onlyPast;

    /// How a step is known.
    enum Known {
        /// It passed, or was not wanted: it is not done again.
        PASSED,
        /// It failed, or never began and is not begun now.
        FAILED,
        /// It has to be done, or to be found out about.
        OPEN
    }

    Replay(Executor executor, UndoStack undos, Past past) {
        this.executor = executor;
        this.undos = undos;
        this.past = past;
    }

    /// Whether steps that never began are left alone, because the run is only gone through in order to undo it.
    void onlyPast(boolean only) {
        onlyPast = only;
    }

    boolean isOnlyPast() {
        return onlyPast;
    }

    /// What is known of a step, or null.
    @Nullable
    PastStep step(StepRef ref) {
        return past.step(ref.key());
    }

    /// Whether a step had begun and not ended when the run was cut off.
    boolean hadBegun(StepRef ref) {
        PastStep was = step(ref);
        return was != null && was.state() == State.BEGUN;
    }

    /// Whether the undo of a step stands ready already.
    boolean isArmed(StepRef ref) {
        PastStep was = step(ref);
        return was != null && was.isArmed();
    }

    /// Forgets the checks of a step that is done again.
    void forget(StepRef ref) {
        past.forget(ref.key());
    }

    /// Forgets a step that is done again.
    void drop(StepRef ref) {
        past.drop(ref.key());
    }

    /// @param each whether the step stands for its runs for several items, and is not one of them
    Known known(Step step, StepRef ref, Frame frame, boolean each) {
        PastStep was = step(ref);
        if (was == null) {
            return onlyPast ? Known.FAILED : Known.OPEN;
        }
        if (!each && step.work() instanceof Work.Group(_, boolean together) && together) {
            return together(step, ref, frame, was);
        }
        boolean acts = !each && step.work() instanceof Work.Act;
        return switch (was.state()) {
            case SKIPPED -> skipped(step);
            case PASSED -> walk(step, ref, frame, was, each);
            case FAILED -> acts && was.isInDoubt() || !onlyPast && was.isClosed()
                    ? Known.OPEN
                    : walk(step, ref, frame, was, each);
            case BEGUN -> onlyPast && !acts ? walk(step, ref, frame, was, each) : Known.OPEN;
        };
    }

    /// Steps in one transaction are known all or none: of a group that was cut off, the server knows; of one that failed,
    /// nothing is left.
    private Known together(Step step, StepRef ref, Frame frame, PastStep was) {
        return switch (was.state()) {
            case SKIPPED -> skipped(step);
            case PASSED -> walk(step, ref, frame, was, false);
            case BEGUN -> Known.OPEN;
            case FAILED -> {
                if (was.isInDoubt() || !onlyPast && was.isClosed()) {
                    yield Known.OPEN;
                }
                executor.remember(step, visible(Blank.under(step, was.fields())));
                yield Known.FAILED;
            }
        };
    }

    /// Forgets the steps of a transaction that was never committed, and tells so.
    void dropInside(StepRef group, Teller teller) {
        for (StepRef inner : past.inside(group.key())) {
            teller.skipped(inner,
                    StepRecord.NOT_IN_EFFECT + "the run was cut off before the COMMIT of \"" + group.name()
                            + "\"");
            past.drop(inner.key());
        }
    }

    private Known skipped(Step step) {
        executor.rememberSkipped(step);
        return Known.PASSED;
    }

    private Known walk(Step step, StepRef ref, Frame frame, PastStep was, boolean each) {
        if (each) {
            items(step, ref, frame);
        } else {
            if (was.isArmed()) {
                undos.arm(new UndoStack.Armed(ref, step, frame.scope(), frame.suffix()));
            }
            Before.of(was).hold(undos, ref);
            if (was.isUndone()) {
                undos.undoneBefore(ref, step);
            }
            inside(step, ref, frame, was);
            executor.remember(step, visible(Blank.under(step, was.fields())));
        }
        return was.state() == State.PASSED ? Known.PASSED : Known.FAILED;
    }

    private void items(Step step, StepRef ref, Frame frame) {
        List<Value> items = Objects.requireNonNull(step.flow().forEach()).values(frame.scope());
        for (int i = 0; i < items.size(); i++) {
            Frame inner = frame.item(ref, i + 1, items.get(i));
            if (!executor.items().one(step, inner)) {
                return;
            }
        }
    }

    private void inside(Step step, StepRef ref, Frame frame, PastStep was) {
        switch (step.work()) {
            case Work.Act act -> {
                executor.trail().add(ref);
                if (act.action().changesDatabase() && !step.countsForRollback() && ref.phase() == Phase.FORWARD
                        && !was.leftNothing()) {
                    undos.unprotected(ref);
                }
            }
            case Work.Group(List<Step> steps, _) -> executor.all(steps, frame.under(ref));
            case Work.Choose choose -> executor.all(
                    choose.options().getOrDefault(was.fields().getOrDefault("answer", Value.Null.NULL).text(),
                            List.of()),
                    frame.under(ref));
            case Work.Call call -> executor.all(call.steps(), executor.called(call, frame).under(ref));
        }
    }

    /// What was hidden is not known any more; a step that needs it fails, and says so.
    static Map<String, Value> visible(Map<String, Value> fields) {
        Map<String, Value> visible = new LinkedHashMap<>(fields);
        visible.values().removeIf(value -> value.text().contains(Mask.TOKEN));
        return visible;
    }
}
