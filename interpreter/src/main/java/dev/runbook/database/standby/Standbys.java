package dev.runbook.database.standby;

import dev.runbook.database.Questions;
import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.settings.ConnectionSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The standbys to which connections lead, asked themselves: each on a session that is opened when it is first needed, and
/// anew when it was cut.
final class Standbys implements AutoCloseable {
    private final Map<String, ConnectionSettings> connections;
    private final String application;
    private final Map<String, Session> open = new LinkedHashMap<>();

    /// @param connections those that lead to standbys, by their names
    Standbys(Map<String, ConnectionSettings> connections, String application) {
        this.connections = connections;
        this.application = application;
    }

    Set<String> names() {
        return connections.keySet();
    }

    /// @throws dev.runbook.database.Unreachable when there is no connection
    Questions on(String name) {
        Session session = open.get(name);
        ConnectionSettings settings = connections.get(name);
        if (settings != null && (session == null || session.isLost())) {
            session = Session.open(settings, SessionOptions.named(application)
                    .with(Map.of("statement_timeout", "5s")));
            open.put(name, session);
        }
        if (session == null) {
            throw new IllegalArgumentException("no connection " + name);
        }
        return session::execute;
    }

    @Override
    public void close() {
        open.values().forEach(Session::close);
    }
}
