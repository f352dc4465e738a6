package dev.runbook.run;

import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;

import dev.runbook.story.StepRef.Phase;
import java.util.Objects;

/// The way back: the armed undos, last first, until one fails.
record Unwinding(Executor executor, Teller teller, UndoStack undos) {

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
            Frame frame = new Frame(Phase.ROLLBACK, undo.ref().key(), undo.scope(), undo.suffix() + suffix);
            if (!executor.all(undo.step().undo().rollback(), frame)) {
                return Reached.PARTLY;
            }
            teller.disarmed(undo.ref(), undos.undone(undo));
        }
        return Reached.ALL;
    }
}
