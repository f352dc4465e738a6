package dev.runbook.action;

import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import java.util.Objects;

/// A COMMIT whose answer never came: the server is asked on a new connection what became of the transaction.
final class LostCommit {
    private LostCommit() {}

    /// Of a script's own COMMIT.
    ///
    /// @param seen what came of the script
    /// @param committed what is true if it was committed
    /// @param last whether the step's work is done with it
    static Observation settle(Observation seen, Observation committed, boolean last, Tools tools) {
        Failure failure = Objects.requireNonNull(seen.failure());
        if (last) {
            return settle(committed, failure.title(), tools);
        }
        Observation settled = settle(seen, failure.title(), tools);
        return new Observation(settled.fields(), settled.facts(), settled.failure());
    }

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
