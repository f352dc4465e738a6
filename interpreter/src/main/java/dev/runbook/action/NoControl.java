package dev.runbook.action;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.script.ScriptPlayer;
import dev.runbook.script.Transcript;
import dev.runbook.sql.item.ScriptItem.Statement;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets no statement of a script begin or end a transaction: the one that it plays in is not its own.
final class NoControl implements ScriptPlayer.Gate {
    private final ThereBefore before;
    private @Nullable Failure refusal;

    NoControl(ThereBefore before) {
        this.before = before;
    }

    @Override
    public boolean mayBeSent(Statement statement, Supplier<Transcript> soFar) {
        before.sending(statement, soFar);
        return mayBeExecuted(statement.sql().text());
    }

    @Override
    public boolean mayBeExecuted(String sql) {
        refusal = OwnStatements.ends(sql)
                ? Failure.of("25P01", "it would begin or end a transaction inside of one that is not its own",
                        "Take its BEGIN, COMMIT and ROLLBACK out.")
                : null;
        return refusal == null;
    }

    /// What came of the script, and that it was held up here if it was.
    Observation with(Observation seen) {
        Failure failure = refusal;
        return failure == null ? seen : SqlOutcome.failed(seen, failure);
    }
}
