package dev.runbook.run;

import dev.runbook.model.Step;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.StepRef;

/// Lets the undos of steps stand ready, and tells so once: before a step's first effect, or before the COMMIT of the one
/// transaction that it stands in.
record Arming(UndoStack undos, Teller teller, Replay replay) {

    void arm(Step step, StepRef ref, Frame frame) {
        if (!step.countsForRollback() || undos.isArmed(ref)) {
            return;
        }
        UndoStack.Armed undo = new UndoStack.Armed(ref, step, frame.scope(), frame.suffix());
        if (frame.together() == null) {
            arm(undo);
        } else {
            GroupTransaction.undos(frame, undos).arm(undo);
        }
    }

    void arm(UndoStack.Armed undo) {
        if (!replay.isArmed(undo.ref())) {
            teller.armed(undo.ref());
        }
        undos.arm(undo);
    }

    /// Takes over what a transaction that is about to be committed comes to.
    void take(UndoStack pending) {
        pending.all().reversed().forEach(this::arm);
        pending.unprotected().forEach(undos::unprotected);
        undos.withhold(pending);
    }

    /// Takes back what a transaction would have come to.
    void drop(UndoStack pending) {
        pending.all().forEach(undo -> undos.disarm(undo.ref()));
        undos.forget(pending.unprotected());
    }
}
