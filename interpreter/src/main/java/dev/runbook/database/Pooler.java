package dev.runbook.database;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;

/// A pooler between us and the server, told by its behaviour: in transaction mode it gives each transaction
/// whichever of the server's sessions is free, so that locks and settings belong to nobody.
final class Pooler {
    private static final int TRIES = 3;

    private Pooler() {}

    /// Refuses a pooler in transaction mode; one in session mode passes. To be asked when the process number of
    /// the protocol is not the server's own, which a pooler makes up.
    static void refuse(ConnectionSettings settings) {
        SessionOptions options = SessionOptions.named("runbook looks at the pooler");
        try (Session one = Session.bare(settings, options); Session other = Session.bare(settings, options)) {
            if (shares(one, other)) {
                throw new Refusal(Problem.error(null,
                        settings.displayed() + " is a pooler that changes the server's session between transactions",
                        "Connect to the server itself, or to a pool in session mode: in transaction mode neither SET nor"
                                + " an advisory lock lasts."));
            }
        }
    }

    /// While the other connection is in a transaction it holds one of the server's sessions. It must be neither
    /// the one that the first connection had, nor push the first connection to yet another. In statement mode
    /// there are no transactions at all.
    private static boolean shares(Session one, Session other) {
        String before = pid(one);
        for (int i = 0; i < TRIES; i++) {
            boolean begun = other.execute("BEGIN") instanceof StatementResult.Completed;
            if (!begun || pid(other).equals(before) || !pid(one).equals(before)) {
                return true;
            }
            other.execute("ROLLBACK");
        }
        return false;
    }

    private static String pid(Session session) {
        return String.valueOf(Catalog.row(session, "SELECT pg_backend_pid()").getFirst());
    }
}
