package dev.runbook.cli.target;

import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.fence.CommitToken;
import dev.runbook.database.fence.CommitToken.Preparation;
import dev.runbook.database.fence.Witness;
import java.util.HashMap;
import java.util.Map;

/// Who flushes a record behind a transaction's number, on each connection: on `main` the sentinel, on every other one a
/// session of its own, opened when the first transaction there is to be committed.
final class Witnesses implements AutoCloseable {
    private final Witness sentinel;
    private final String application;
    private final Map<String, Session> others = new HashMap<>();

    Witnesses(Witness sentinel, String application) {
        this.sentinel = sentinel;
        this.application = application;
    }

    Preparation prepare(String connection, Session session) {
        return CommitToken.prepare(session,
                connection.equals(Targets.MAIN) ? sentinel : Witness.of(beside(connection, session)));
    }

    private Session beside(String connection, Session session) {
        Session known = others.get(connection);
        if (known == null || known.isLost()) {
            known = Session.open(session.settings(), SessionOptions.named(application)
                    .with(Map.of("statement_timeout", "5s", "synchronous_commit", "on")));
            others.put(connection, known);
        }
        return known;
    }

    @Override
    public void close() {
        others.values().forEach(Session::close);
    }
}
