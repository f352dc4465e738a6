package dev.runbook.database;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.wire.Observer;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.database.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/// One connection to a server, on which one statement at a time runs exactly as given, by the protocol that
/// psql uses. Not reconnected when it is lost. One thread runs statements; any thread may cancel.
public final class Session implements AutoCloseable {
    private final PgConnection connection;
    private final Wire wire;
    private final ConnectionSettings settings;
    private final SessionOptions options;
    private final Outstanding outstanding;
    /// How the connection ended: whoever asks again is told the server's last words, not that nobody listens.
    private volatile StatementResult.@Nullable Lost lost;
    private int pid;

    private Session(ConnectionSettings settings, SessionOptions options) {
        Connector connector = new Connector(settings, options);
        this.settings = settings;
        this.options = options;
        this.wire = connector.wire();
        this.connection = connector.connect();
        this.outstanding = new Outstanding(connection);
    }

    /// Connects, and sets our settings and then those of the options.
    ///
    /// @throws Unreachable when there is no connection, or it leads to a primary where a standby is meant
    /// @throws dev.runbook.problem.Refusal when the server refuses a setting
    public static Session open(ConnectionSettings settings, SessionOptions options) {
        Session session = bare(settings, options);
        try {
            session.pid = SessionSettings.apply(session, options);
            ReadOnlySession.check(session);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// Connects, and sets nothing.
    static Session bare(ConnectionSettings settings, SessionOptions options) {
        return new Session(settings, options);
    }

    /// Runs a statement. It can be cancelled while it runs.
    public StatementResult execute(String sql, StatementListener listener) {
        return run(true, sql, listener, () -> SimpleQuery.send(connection, sql));
    }

    public StatementResult execute(String sql) {
        return execute(sql, StatementListener.NONE);
    }

    /// Runs a statement that ends a transaction (`COMMIT`, `END`, `COMMIT PREPARED`): it is never cancelled, and
    /// its tag says what it did.
    public StatementResult commit(String sql, StatementListener listener) {
        return run(false, sql, listener, () -> SimpleQuery.send(connection, sql));
    }

    /// Runs a `COPY … FROM STDIN` with its data.
    public StatementResult copyIn(String sql, InputStream data, StatementListener listener) {
        return run(true, sql, listener, () -> new CopyManager(connection).copyIn(sql, data, 65_536));
    }

    /// Runs a `COPY … TO STDOUT`.
    public StatementResult copyOut(String sql, OutputStream data, StatementListener listener) {
        return run(true, sql, listener, () -> new CopyManager(connection).copyOut(sql, data));
    }

    /// Asks the server to stop the statement that is running. A request that overtakes its statement has no
    /// effect, so whoever means it asks again until the statement has ended.
    ///
    /// @return whether a request was sent: not when nothing runs, and never while a transaction is committed
    public boolean cancel() {
        return outstanding.cancel();
    }

    /// Asks the server to stop one certain statement, and no other that came after it.
    ///
    /// @param meant what [#statement] said while it ran
    /// @return whether a request was sent
    public boolean cancel(long meant) {
        return meant != 0 && outstanding.cancel(meant);
    }

    /// The number of the statement that runs now and may be cancelled, or 0.
    public long statement() {
        return outstanding.current();
    }

    /// Says in `pg_stat_activity` what the session is at. The server reports the name that holds, so nothing is sent where
    /// it holds already; what undoes all settings gives back the name that the session was opened with.
    public void name(String applicationName) {
        String name = SessionOptions.named(applicationName).applicationName();
        if (!isLost() && transactionState() != TransactionState.FAILED && !name.equals(parameter("application_name"))) {
            execute("SET application_name TO " + Literal.of(name));
        }
    }

    /// Undoes what statements have SET, and sets the session's own settings again.
    public StatementResult reset() {
        StatementResult result = execute("RESET ALL");
        if (result instanceof StatementResult.Completed) {
            SessionSettings.apply(this, options);
        }
        return result;
    }

    public TransactionState transactionState() {
        return TransactionState.of(wire.status());
    }

    /// The number of the server process that serves this session.
    public int pid() {
        return pid;
    }

    /// The process number that the protocol told, which behind a pooler is not the server's.
    int protocolPid() {
        return connection.getBackendPID();
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /// A setting that the server reports by itself: `server_version`, `DateStyle`, `TimeZone`, `in_hot_standby`.
    public @Nullable String parameter(String name) {
        return wire.parameter(name);
    }

    public boolean isLost() {
        return connection.getQueryExecutor().isClosed();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // it is gone either way
        }
    }

    /// Something that pgjdbc does on the wire.
    private interface Exchange {
        void run() throws SQLException, IOException;
    }

    private StatementResult run(boolean cancellable, String sql, StatementListener listener, Exchange exchange) {
        StatementResult.Lost before = lost;
        if (before != null) {
            return new StatementResult.Lost(before.reason(), before.error(), List.of());
        }
        Recorder recorder = new Recorder(listener, options.keptRows(),
                () -> options.milestones().reached("sent " + sql));
        Exception thrown = null;
        outstanding.begin(cancellable);
        wire.observe(recorder);
        try {
            exchange.run();
        } catch (SQLException | IOException e) {
            thrown = e;
        } finally {
            wire.observe(Observer.NONE);
            outstanding.end();
        }
        options.milestones().reached("answered " + sql);
        recorder.rethrow();
        return result(recorder, thrown);
    }

    private StatementResult result(Recorder recorder, @Nullable Exception thrown) {
        ServerMessage error = recorder.error();
        if (isLost() || (error != null && error.isFatal())) {
            close();
            StatementResult.Lost ended = new StatementResult.Lost(error != null
                    ? error.message()
                    : "the connection was cut: "
                            + (thrown == null ? "closed" : thrown.getMessage()),
                    error, recorder.answers());
            lost = ended;
            return ended;
        }
        if (error == null && thrown != null) {
            error = ServerMessage.ofClient(String.valueOf(thrown.getMessage()));
        }
        return error == null
                ? new StatementResult.Completed(recorder.answers())
                : new StatementResult.Failed(error, recorder.answers());
    }
}
