package dev.runbook.run;

import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Recovery;
import dev.runbook.story.Ending;
import dev.runbook.story.StepRef.Phase;
import java.util.Objects;

/// What happens after a failure: it is decided what to do, and done.
final class Aftermath {
    private final Runbook runbook;
    private final Workshop workshop;
    private final Teller teller;
    private final Executor executor;
    private final UndoStack undos;

    Aftermath(Runbook runbook, Workshop workshop, Teller teller, Executor executor, UndoStack undos) {
        this.runbook = runbook;
        this.workshop = workshop;
        this.teller = teller;
        this.executor = executor;
        this.undos = undos;
    }

    Ending handle() {
        if (!undos.doubted().isEmpty()) {
            // What is unknown is not undone, nor what came before it.
            return Ending.PARTLY_UNDONE;
        }
        boolean nothingDone = undos.isEmpty() && undos.unprotected().isEmpty();
        Crossroads crossroads = executor.crossroads();
        if (!crossroads.isChosen() && (nothingDone || undos.isEmpty() && runbook.recoveries().isEmpty())) {
            return nothingDone ? Ending.FAILED : Ending.PARTLY_UNDONE;
        }
        WayOut out = crossroads.wayOut();
        workshop.calm();
        teller.decided(out.way(), out.by(), out.why());
        return switch (out.way()) {
            case WayOut.ROLLBACK -> nothingDone ? Ending.FAILED : unwind();
            case WayOut.STOP -> out.person() ? Ending.STOPPED : Ending.PARTLY_UNDONE;
            default -> recover(Objects.requireNonNull(runbook.recoveries().get(out.way())));
        };
    }

    /// The armed undos, last first, until one fails.
    private Ending unwind() {
        for (UndoStack.Armed undo = undos.top(); undo != null; undo = undos.top()) {
            if (undo.step().undo().irreversible() != null) {
                return Ending.PAST_NO_RETURN;
            }
            Frame frame = new Frame(Phase.ROLLBACK, undo.ref().key(), undo.scope(), undo.suffix());
            if (!executor.all(undo.step().undo().rollback(), frame)) {
                return Ending.PARTLY_UNDONE;
            }
            teller.disarmed(undo.ref(), undos.undone(undo));
        }
        return undos.unprotected().isEmpty() ? Ending.ROLLED_BACK : Ending.PARTLY_UNDONE;
    }

    private Ending recover(Recovery recovery) {
        teller.recovering(recovery.name(), recovery.title().eval(workshop.scope()).text());
        if (!executor.all(recovery.steps(), new Frame(Phase.RECOVERY, null, workshop.scope()))) {
            return Ending.PARTLY_UNDONE;
        }
        for (UndoStack.Armed undo : undos.all()) {
            undos.disarm(undo.ref());
            teller.disarmed(undo.ref(), "recovered by " + recovery.name());
        }
        return Ending.RECOVERED;
    }
}
