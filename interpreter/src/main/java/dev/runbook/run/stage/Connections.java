package dev.runbook.run.stage;

import dev.runbook.action.Action;
import dev.runbook.action.LastingSettings;
import dev.runbook.action.Sql;
import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.TransactionState;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.past.SessionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The run's sessions: one for each connection, for as long as the run lasts, so that what a step SETs lasts too.
public final class Connections implements AutoCloseable {
    private final Site site;
    private final String application;
    private final Map<String, Session> open = new HashMap<>();
    private final SessionMemory memory = new SessionMemory();
    /// Statements that a new session is still to be given, by connection.
    private final Map<String, List<String>> owed = new HashMap<>();

    public Connections(Site site, String application) {
        this.site = site;
        this.application = application;
    }

    public ConnectionSettings settings(String name) {
        return Objects.requireNonNull(site.connections().get(name), name);
    }

    /// The session of a connection. A lost one is replaced between steps, never within one: whoever holds it goes on
    /// holding the lost one.
    public Session session(String name) {
        Session known = open.get(name);
        if (known == null || known.isLost()) {
            known = Session.open(settings(name), SessionOptions.named(application).telling(site.milestones())
                    .with(site.settings().getOrDefault(name, Map.of())));
            site.fence().admit(name, known);
            open.put(name, known);
            memory.restore(name, known);
            pay(name, known);
        }
        return known;
    }

    /// Sets once more what was SET and committed by a connection that has ended since, now or as soon as there is another.
    public void owe(String name, List<String> statements) {
        owed.put(name, statements);
        try {
            session(name);
        } catch (Refusal _) {
            // The next step that wants it is told why there is none.
        }
    }

    private void pay(String name, Session session) {
        Failure refused = LastingSettings.repeat(owed.getOrDefault(name, List.of()), session);
        if (refused != null) {
            session.close();
            throw new Refusal(Problem.error(null, refused.title(), refused.advice()));
        }
        owed.remove(name);
    }

    /// The session of a connection as it is, lost or not.
    public Session known(String name) {
        return Objects.requireNonNull(open.get(name), name);
    }

    /// Does something that may leave settings in a connection's session, and tells what it did leave before it returns.
    public Observation remembering(Action action, String name, Consumer<SessionState> tell,
            Supplier<Observation> perform) {
        if (!(action instanceof Sql sql) || !sql.changesDatabase() || inTransaction()) {
            return perform.get();
        }
        memory.note(sql.text().text());
        memory.before(name, session(name));
        Observation seen = perform.get();
        Session known = open.get(name);
        SessionState left = known == null ? null : memory.after(name, known);
        if (left != null) {
            tell.accept(left);
        }
        return seen;
    }

    /// What steps leave in the sessions.
    public SessionMemory memory() {
        return memory;
    }

    /// A further session of a connection, to ask something.
    public Session another(String name) {
        return Session.open(settings(name), SessionOptions.named(application));
    }

    /// Whether a transaction is open anywhere.
    public boolean inTransaction() {
        return open.values().stream().anyMatch(session -> !session.isLost()
                && session.transactionState() != TransactionState.IDLE);
    }

    /// A further session of a connection, to look at something every so often: it can change nothing, gives up soon, and
    /// does not stand behind the fence.
    public Session looking(String name) {
        Map<String, String> settings = new HashMap<>(site.settings().getOrDefault(name, Map.of()));
        settings.putAll(Map.of("statement_timeout", "5s", "lock_timeout", "1s", "default_transaction_read_only", "on"));
        return Session.open(settings(name), SessionOptions.named(application).with(settings));
    }

    /// Asks every statement that runs to stop.
    public void cancel() {
        open.values().forEach(Session::cancel);
    }

    @Override
    public void close() {
        open.values().forEach(Session::close);
    }
}
