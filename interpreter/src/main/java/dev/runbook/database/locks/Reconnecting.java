package dev.runbook.database.locks;

import dev.runbook.database.Questions;

import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.StatementResult;
import dev.runbook.database.settings.ConnectionSettings;
import java.util.Map;

/// A connection for looking, which is made anew when it was cut: what is watched must not end because the watcher was
/// hit.
final class Reconnecting implements Questions {
    private static final Map<String, String> SETTINGS = Map.of("statement_timeout", "2s", "lock_timeout", "1s",
            "default_transaction_read_only", "on");

    private final ConnectionSettings settings;
    private final String application;
    private Session session;

    Reconnecting(ConnectionSettings settings, String application) {
        this.settings = settings;
        this.application = application;
        this.session = connect(settings, application);
    }

    @Override
    public synchronized StatementResult execute(String sql) {
        if (session.isLost()) {
            session = connect(settings, application);
        }
        return session.execute(sql);
    }

    synchronized void close() {
        session.close();
    }

    private static Session connect(ConnectionSettings settings, String application) {
        Session session = Session.open(settings, SessionOptions.named(application).with(SETTINGS));
        session.execute("SELECT CASE WHEN current_setting('idle_session_timeout', true) IS NOT NULL"
                + " THEN set_config('idle_session_timeout', '0', false) END");
        return session;
    }
}
