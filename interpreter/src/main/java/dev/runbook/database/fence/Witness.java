package dev.runbook.database.fence;

import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;

/// A connection beside the one that works, through which a record is flushed behind a transaction's number.
public interface Witness {

    /// Which server it reached.
    ServerIdentity identity();

    /// Asks the server something, outside any transaction.
    StatementResult execute(String sql);

    /// A session that nobody else uses as a witness.
    static Witness of(Session session) {
        ServerIdentity identity = ServerIdentity.of(session);
        return new Witness() {
            @Override
            public ServerIdentity identity() {
                return identity;
            }

            @Override
            public synchronized StatementResult execute(String sql) {
                return session.execute(sql);
            }
        };
    }
}
