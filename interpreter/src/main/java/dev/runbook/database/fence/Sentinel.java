package dev.runbook.database.fence;

import dev.runbook.database.Answer;
import dev.runbook.database.Catalog;
import dev.runbook.database.Literal;
import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.StatementListener;
import dev.runbook.database.StatementResult;
import dev.runbook.database.TransactionState;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The connection that stands guard over a run: it holds the database's one operator's lock, idle and outside
/// any transaction, and answers questions about the others. Any thread may ask it.
public final class Sentinel implements Witness, AutoCloseable {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Map<String, String> SETTINGS = Map.of("statement_timeout", "5s", "lock_timeout", "1s",
            "synchronous_commit", "on");

    private final Session session;
    private final ServerIdentity identity;
    private final List<Session> fenced = new CopyOnWriteArrayList<>();

    private Sentinel(Session session) {
        this.session = session;
        this.identity = ServerIdentity.of(session);
    }

    /// A session that holds a lock of ours.
    ///
    /// @param clientAddress null for a Unix socket, or where the asking role may not see it
    /// @param since when its session began, as the server prints it; null where the role may not see it
    /// @param state `active`, `idle in transaction`, …; null where the role may not see it
    public record Holder(int pid, String applicationName, String user, @Nullable String clientAddress,
            @Nullable String since, @Nullable String state) {}

    /// What came of asking for the database.
    public sealed interface Acquisition {
        /// It is ours.
        record Held(Sentinel sentinel) implements Acquisition {}

        /// Another run is at work.
        record Busy(List<Holder> holders) implements Acquisition {}

        /// No run holds the operator's lock, but these sessions of one that ended are still at work.
        ///
        /// @param trouble why those that should be ended could not be, or empty
        record Leftovers(List<Holder> holders, String trouble) implements Acquisition {}
    }

    /// How long is waited for the database, and how.
    ///
    /// @param forRuns how long a run at work is waited for
    /// @param forLeftovers how long what a dead run left at work is waited for
    /// @param endsLeftovers whether that is ended
    public record Entrance(Duration forRuns, Duration forLeftovers, boolean endsLeftovers) {
        /// A run that was killed a moment ago still seems to be there: its server process needs some milliseconds.
        public static Entrance within(Duration patience) {
            return new Entrance(patience.compareTo(GRACE) < 0 ? patience : GRACE, patience, false);
        }
    }

    /// Asks for the database: the operator's lock, then the fence, so that whatever a dead run left at work has
    /// ended.
    ///
    /// @param patience how long leftovers are waited for
    public static Acquisition acquire(ConnectionSettings settings, String applicationName, Duration patience) {
        return acquire(settings, applicationName, Entrance.within(patience));
    }

    /// @throws Unreachable when there is no connection
    /// @throws Refusal when a pooler makes sessions of ours share one of the server's
    public static Acquisition acquire(ConnectionSettings settings, String applicationName, Entrance entrance) {
        Session session = Session.open(settings, SessionOptions.named(applicationName).with(SETTINGS));
        try {
            return acquire(session, entrance);
        } catch (Refusal e) {
            session.close();
            throw e;
        }
    }

    private static Acquisition acquire(Session session, Entrance entrance) {
        Catalog.row(session, "SELECT CASE WHEN current_setting('idle_session_timeout', true) IS NOT NULL"
                + " THEN set_config('idle_session_timeout', '0', false) END");
        if (!poll(entrance.forRuns(), () -> AdvisoryLock.OPERATOR.tryExclusive(session))) {
            return closing(session, new Acquisition.Busy(AdvisoryLock.OPERATOR.holders(session)));
        }
        boolean alone = poll(entrance.endsLeftovers() ? GRACE : entrance.forLeftovers(),
                () -> AdvisoryLock.FENCE.tryExclusive(session));
        String trouble = "";
        if (!alone && entrance.endsLeftovers()) {
            trouble = end(session, AdvisoryLock.FENCE.holders(session));
            alone = poll(entrance.forLeftovers(), () -> AdvisoryLock.FENCE.tryExclusive(session));
        }
        if (!alone) {
            return closing(session, new Acquisition.Leftovers(AdvisoryLock.FENCE.holders(session), trouble));
        }
        AdvisoryLock.FENCE.release(session);
        return new Acquisition.Held(new Sentinel(session));
    }

    /// Ends sessions; a cancel would do nothing to one that is idle in a transaction.
    ///
    /// @return why some could not be ended, or nothing
    private static String end(Session session, List<Holder> leftovers) {
        StringBuilder trouble = new StringBuilder();
        for (Holder leftover : leftovers) {
            if (session.execute("SELECT pg_terminate_backend(" + leftover.pid()
                    + ")") instanceof StatementResult.Failed failed) {
                trouble.append("pid ").append(leftover.pid()).append(": ").append(failed.error().message())
                        .append(". ");
            }
        }
        return trouble.toString();
    }

    private static Acquisition closing(Session session, Acquisition result) {
        session.close();
        return result;
    }

    private static boolean poll(Duration patience, BooleanSupplier attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!attempt.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL);
        }
        return true;
    }

    /// Puts a working session behind the fence: as long as it lives, no other run starts.
    ///
    /// @return whether it is; if not, another run is starting, and this one must not go on
    public boolean fence(Session working) {
        fenced.removeIf(Session::isLost);
        return AdvisoryLock.FENCE.tryShared(working) && (fenced.contains(working) || fenced.add(working));
    }

    /// Whether a working session is still behind the fence; DISCARD ALL takes it out.
    public boolean isFenced(Session working) {
        return answersTrue(AdvisoryLock.FENCE.heldBy(working.pid()));
    }

    /// Whether the sentinel is alive and holds its lock: to be asked before every effect.
    public boolean holds() {
        return answersTrue(AdvisoryLock.OPERATOR.heldBy(session.pid()));
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    /// The same, and says what the run is at, in the name that the next operator is shown. Sessions that a DISCARD ALL has
    /// taken out from behind the fence are put back.
    public boolean holds(String applicationName) {
        fenced.removeIf(Session::isLost);
        StatementResult asked = execute("SELECT (" + AdvisoryLock.OPERATOR.heldBy(session.pid())
                + "), set_config('application_name', "
                + Literal.of(SessionOptions.named(applicationName).applicationName()) + ", false), "
                + AdvisoryLock.FENCE.heldByAll(fenced.stream().map(Session::pid).toList()));
        Answer.Rows rows = asked.rows();
        return asked instanceof StatementResult.Completed && rows != null
                && "t".equals(rows.rows().getFirst().getFirst())
                && ("t".equals(rows.rows().getFirst().getLast()) || fenceAgain());
    }

    private boolean fenceAgain() {
        return fenced.stream().filter(working -> working.transactionState() == TransactionState.IDLE)
                .allMatch(Sentinel::isBack);
    }

    /// A session that has ended meanwhile is found out about by the step that uses it.
    private static boolean isBack(Session working) {
        try {
            return AdvisoryLock.FENCE.tryShared(working);
        } catch (Refusal e) {
            if (working.isLost()) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public synchronized StatementResult execute(String sql) {
        return session.execute(sql);
    }

    /// Asks the server something with an answer of any length, outside any transaction or in one of its own that the
    /// question ends.
    public synchronized StatementResult execute(String sql, StatementListener listener) {
        return session.execute(sql, listener);
    }

    /// Whether the connection has ended.
    public boolean isLost() {
        return execute("SELECT 1") instanceof StatementResult.Lost;
    }

    /// A session that can change nothing, to look at the same database when the sentinel's own has ended.
    ///
    /// @throws Refusal when nobody answers, or another server
    public Session looking() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("default_transaction_read_only", "on");
        Session looking = Session.open(session.settings(), SessionOptions.named("runbook").with(settings));
        String elsewhere = ServerIdentity.of(looking).differenceFrom(identity);
        if (elsewhere != null) {
            looking.close();
            throw new Refusal(Problem.error(null, elsewhere, ""));
        }
        return looking;
    }

    private boolean answersTrue(String sql) {
        return execute(sql) instanceof StatementResult.Completed completed && completed.rows() != null
                && "t".equals(completed.rows().rows().getFirst().getFirst());
    }

    /// Gives the lock back, so that it is free when this returns and not when the server notices.
    @Override
    public void close() {
        execute("SELECT pg_advisory_unlock_all()");
        session.close();
    }
}
