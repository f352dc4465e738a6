package dev.runbook.action;

import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;

/// A COMMIT whose answer never came: the server is asked on a new connection what became of the transaction.
final class LostCommit {
    private LostCommit() {}

    /// @param seen what is true if it was committed
    /// @param reason how the connection ended
    static Observation settle(Observation seen, String reason, Tools tools) {
        Resolution resolution = tools.fate();
        Observation told = SqlOutcome.with(seen, new Fact.Text("commit", "the connection ended in COMMIT (" + reason
                + "); " + resolution.reason()));
        return switch (resolution.fate()) {
            case COMMITTED -> told;
            case ABORTED -> SqlOutcome.failed(told, Failure.of("connection",
                    "the connection ended in COMMIT, and the transaction was rolled back",
                    "Nothing of this step is in effect: " + resolution.reason() + ".")).leavingNothing();
            case IN_PROGRESS, UNKNOWN -> SqlOutcome.failed(told, Failure.of(Failure.IN_DOUBT,
                    "the connection ended in COMMIT: " + reason,
                    "Whether the transaction was committed is not known: " + resolution.reason()
                            + ".\nLook at the database, then `runbook resume` or `runbook rollback` the run."));
        };
    }
}
