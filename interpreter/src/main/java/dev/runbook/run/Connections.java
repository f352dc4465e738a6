package dev.runbook.run;

import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.TransactionState;
import dev.runbook.database.settings.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The run's sessions: one for each connection, for as long as the run lasts, so that what a step SETs lasts too.
final class Connections implements AutoCloseable {
    private final Site site;
    private final String application;
    private final Map<String, Session> open = new HashMap<>();

    Connections(Site site, String application) {
        this.site = site;
        this.application = application;
    }

    ConnectionSettings settings(String name) {
        return Objects.requireNonNull(site.connections().get(name), name);
    }

    /// The session of a connection. A lost one is replaced between steps, never within one: whoever holds it goes on
    /// holding the lost one.
    Session session(String name) {
        Session known = open.get(name);
        if (known == null || known.isLost()) {
            known = Session.open(settings(name), SessionOptions.named(application).telling(site.milestones())
                    .with(site.settings().getOrDefault(name, Map.of())));
            site.fence().admit(name, known);
            open.put(name, known);
        }
        return known;
    }

    /// A further session of a connection, to ask something.
    Session another(String name) {
        return Session.open(settings(name), SessionOptions.named(application));
    }

    /// Whether a transaction is open anywhere.
    boolean inTransaction() {
        return open.values().stream().anyMatch(session -> !session.isLost()
                && session.transactionState() != TransactionState.IDLE);
    }

    /// A further session of a connection, to look at something every so often: it can change nothing, gives up soon, and
    /// does not stand behind the fence.
    Session looking(String name) {
        Map<String, String> settings = new HashMap<>(site.settings().getOrDefault(name, Map.of()));
        settings.putAll(Map.of("statement_timeout", "5s", "lock_timeout", "1s", "default_transaction_read_only", "on"));
        return Session.open(settings(name), SessionOptions.named(application).with(settings));
    }

    /// Asks every statement that runs to stop.
    void cancel() {
        open.values().forEach(Session::cancel);
    }

    @Override
    public void close() {
        open.values().forEach(Session::close);
    }
}
