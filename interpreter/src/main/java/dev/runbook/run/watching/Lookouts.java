package dev.runbook.run.watching;

import dev.runbook.database.Questions;
import dev.runbook.database.locks.Lookout;
import dev.runbook.database.settings.ConnectionSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/// The run's connections that only look, one for each of its connections, opened when one is first needed.
public final class Lookouts implements AutoCloseable {
    private static final String MAIN = "main";

    private final Questions sentinel;
    private final Map<String, ConnectionSettings> connections;
    private final String application;
    private final Map<String, Lookout> open = new LinkedHashMap<>();

    /// @param sentinel the connection that looks at the main database: it is there anyway
    /// @param application what our sessions are called
    public Lookouts(Questions sentinel, Map<String, ConnectionSettings> connections, String application) {
        this.sentinel = sentinel;
        this.connections = connections;
        this.application = application;
    }

    /// @throws dev.runbook.database.Unreachable when there is no connection
    public synchronized Lookout on(String connection) {
        return open.computeIfAbsent(connection, name -> name.equals(MAIN)
                ? Lookout.over(sentinel)
                : Lookout.open(settings(name), application));
    }

    /// What a script of a step is called on the server: by this name, and no other session has it, it is found there.
    public String scriptName(String key) {
        return application.replaceFirst("^(runbook \\S+).*", "$1") + ": " + key;
    }

    /// What our own session is called while a step works on it: the run, then the step.
    public String sessionName(String key) {
        return application.replaceFirst("^(runbook \\S+).*", "$1") + " at " + key;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Lookout::close);
    }

    private ConnectionSettings settings(String name) {
        ConnectionSettings settings = connections.get(name);
        if (settings == null) {
            throw new IllegalArgumentException("no connection " + name);
        }
        return settings;
    }
}
