package dev.runbook.run;

import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;

import dev.runbook.story.StepRef.Phase;
import java.util.Objects;

/// The way back: the armed undos, last first, until one fails.
record Unwinding(Executor executor, Teller teller, UndoStack undos, Inquiry inquiry) {

    /// How far it came.
    enum Reached {
        /// Everything is undone that was to be.
        ALL,
        /// An undo failed.
        PARTLY,
        /// Something cannot be undone.
        NO_RETURN
    }

    /// How many undos stand ready.
    int height() {
        return undos.height();
    }

    /// Whether it is unknown of some step whether it took effect: nothing may be undone then.
    boolean inDoubt() {
        return !undos.doubted().isEmpty();
    }

    /// @param height how many are to stay armed
    /// @param suffix what the keys of the steps that undo end with, besides
    Reached to(int height, String suffix) {
        while (undos.height() > height) {
            UndoStack.Armed undo = Objects.requireNonNull(undos.top());
            if (undo.step().undo().irreversible() != null) {
                return Reached.NO_RETURN;
            }
            String withheld = undos.withheld(undo.ref());
            switch (withheld == null ? Inquiry.Outcome.DONE : inquiry.mayUndo(undo.ref(), withheld)) {
                case DONE -> {
                    if (!undone(undo, suffix)) {
                        return Reached.PARTLY;
                    }
                }
                case NOT_DONE -> {
                    undos.disarm(undo.ref());
                    teller.disarmed(undo.ref(), "somebody looked, and nothing of this run is left to undo");
                }
                case NOBODY_KNOWS -> {
                    return Reached.PARTLY;
                }
            }
        }
        return Reached.ALL;
    }

    private boolean undone(UndoStack.Armed undo, String suffix) {
        Frame frame = new Frame(Phase.ROLLBACK, undo.ref().key(), undo.scope(), undo.suffix() + suffix);
        if (!executor.all(undo.step().undo().rollback(), frame)) {
            return false;
        }
        teller.disarmed(undo.ref(), undos.undone(undo));
        return true;
    }
}
