package dev.runbook.database.locks;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.TransactionState;
import java.util.List;

/// What a session has locked, as it sees that itself inside of its transaction: only it can name what it has made or
/// renamed there.
public final class OwnLocks {
    private static final String MARK = "runbook_locks";

    private OwnLocks() {}

    /// Asks behind a savepoint, so that a question that fails costs the transaction nothing.
    ///
    /// @return nothing where there is no transaction to ask in, or the question failed
    public static List<HeldLock> read(Session session) {
        if (session.transactionState() != TransactionState.OPEN) {
            return List.of();
        }
        StatementResult result = session.execute("SAVEPOINT " + MARK + "; " + Look.heldBy(List.of(session.pid())) + "; "
                + "RELEASE SAVEPOINT " + MARK);
        if (result instanceof StatementResult.Failed) {
            session.execute("ROLLBACK TO SAVEPOINT " + MARK + "; RELEASE SAVEPOINT " + MARK);
            return List.of();
        }
        return result.answers().stream().filter(Answer.Rows.class::isInstance).map(Answer.Rows.class::cast).findFirst()
                .map(rows -> Look.strongest(rows.rows())).orElse(List.of());
    }
}
