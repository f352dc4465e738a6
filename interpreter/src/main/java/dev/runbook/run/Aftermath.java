package dev.runbook.run;

import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Recovery;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
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
        workshop.interruption().calm();
        teller.decided(out.way(), out.by(), out.why());
        return switch (out.way()) {
            case WayOut.ROLLBACK -> nothingDone ? Ending.FAILED : unwind();
            case WayOut.STOP -> out.person() ? Ending.STOPPED : Ending.PARTLY_UNDONE;
            default -> recover(Objects.requireNonNull(runbook.recoveries().get(out.way())));
        };
    }

    /// Takes the way that was decided on before.
    Ending goOn(String way) {
        if (!undos.doubted().isEmpty()) {
            return Ending.PARTLY_UNDONE;
        }
        return way.equals(WayOut.ROLLBACK)
                ? unwind()
                : recover(Objects.requireNonNull(runbook.recoveries().get(way)));
    }

    /// Takes a way that somebody chose when the run was over, or cut off.
    Ending take(String way, String by, String why) {
        teller.decided(way, by, why);
        return goOn(way);
    }

    private Ending unwind() {
        return switch (executor.unwinding().to(0, "")) {
            case NO_RETURN -> Ending.PAST_NO_RETURN;
            case PARTLY -> Ending.PARTLY_UNDONE;
            case ALL -> undos.unprotected().isEmpty() ? Ending.ROLLED_BACK : Ending.PARTLY_UNDONE;
        };
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
