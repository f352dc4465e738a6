package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.model.Runbook.Recovery;
import dev.runbook.story.Ending;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What happens after a failure: it is decided what to do, and done.
final class Aftermath {
    private static final String ROLLBACK = "rollback";
    private static final String STOP = "stop";

    private final Runbook runbook;
    private final Workshop workshop;
    private final Teller teller;
    private final Executor executor;
    private final UndoStack undos;

    /// A way out, who chose it and why.
    private record Choice(String way, String by, String why) {}

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
        if (undos.isEmpty()) {
            return undos.unprotected().isEmpty() ? Ending.FAILED : Ending.PARTLY_UNDONE;
        }
        Choice choice = decide();
        teller.decided(choice.way(), choice.by(), choice.why());
        return switch (choice.way()) {
            case ROLLBACK -> unwind();
            case STOP -> Ending.PARTLY_UNDONE;
            default -> recover(Objects.requireNonNull(runbook.recoveries().get(choice.way())));
        };
    }

    /// On a terminal the operator says; else the runbook.
    private Choice decide() {
        return workshop.attended() ? ask("What now?") : follow(runbook.onFailure());
    }

    private Choice ask(String question) {
        List<String> ways = new ArrayList<>(List.of(ROLLBACK, STOP));
        ways.addAll(runbook.recoveries().keySet());
        Operator.Answer answer = workshop.person().choose("on_failure", question, ways);
        return new Choice(answer.text(), answer.by(), "chosen after the failure");
    }

    private Choice follow(OnFailure decision) {
        return switch (decision) {
            case OnFailure.Rollback _ -> new Choice(ROLLBACK, "runbook", "on_failure: rollback");
            case OnFailure.Ask _ -> new Choice(ROLLBACK, "runbook", "on_failure: ask, and nobody is there to ask");
            case OnFailure.Stop _ -> new Choice(STOP, "runbook", "on_failure: stop");
            case OnFailure.Recover(String name) -> new Choice(name, "runbook", "on_failure: " + name);
            case OnFailure.Decide decide -> follow(decide.otherwise());
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
            undos.disarm(undo.ref());
            teller.disarmed(undo.ref(), "undone");
        }
        return undos.unprotected().isEmpty() ? Ending.ROLLED_BACK : Ending.PARTLY_UNDONE;
    }

    private Ending recover(Recovery recovery) {
        teller.recovering(recovery.name(), recovery.title());
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
