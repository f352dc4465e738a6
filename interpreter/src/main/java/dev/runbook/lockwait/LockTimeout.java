package dev.runbook.lockwait;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.TransactionState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session's `lock_timeout` for the length of a step. What the step itself sets it to stays.
///
/// @param before what it was, or null when it was left alone
/// @param during what it was set to, as the server writes it
public record LockTimeout(Session session, @Nullable String before, String during) implements AutoCloseable {

    /// @param timeout null to leave it alone
    static LockTimeout of(Session session, @Nullable Duration timeout) {
        return timeout == null
                ? new LockTimeout(session, null, "")
                : set(session, String.valueOf(timeout.toMillis()), "true");
    }

    /// Raises a timeout that is shorter; none at all is the longest.
    ///
    /// @param said what the runbook says around the step, or null
    static LockTimeout notBelow(Session session, Duration least, @Nullable Duration said) {
        return said != null
                ? of(session, said)
                : set(session, String.valueOf(least.toMillis()),
                        "(SELECT setting::bigint BETWEEN 1 AND " + least.toMillis()
                                + " FROM pg_settings WHERE name = 'lock_timeout')");
    }

    private static LockTimeout set(Session session, String millis, String condition) {
        StatementResult result = session.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', '"
                + millis + "', false) WHERE " + condition);
        Answer.Rows rows = result.rows();
        if (rows == null || rows.rows().isEmpty()) {
            return new LockTimeout(session, null, "");
        }
        List<@Nullable String> row = rows.rows().getFirst();
        return new LockTimeout(session, row.getFirst(), String.valueOf(row.getLast()));
    }

    @Override
    public void close() {
        if (before != null && !session.isLost() && session.transactionState() == TransactionState.IDLE) {
            session.execute("SELECT set_config('lock_timeout', '" + before
                    + "', false) WHERE current_setting('lock_timeout') = '" + during + "'");
        }
    }
}
