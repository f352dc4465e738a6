package dev.runbook.backfill;

import dev.runbook.database.Session;
import dev.runbook.database.locks.Person;
import dev.runbook.evidence.Failure;
import dev.runbook.lockwait.LockRule;
import dev.runbook.lockwait.LockWatch;
import dev.runbook.reading.Pauses;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long a batch waits for locks of others, and how often in a row it is tried again.
final class Persistence {
    /// Lock not available, deadlock, serialization failure: the transaction is known to have left nothing.
    private static final Set<String> AGAIN = Set.of("55P03", "40P01", "40001");
    private static final Pauses PAUSES = new Pauses(10, Duration.ofSeconds(1), 2);

    private final @Nullable Duration timeout;
    private final Pauses pauses;
    private final Session session;
    private final Desk desk;
    private final RandomGenerator random = new Random();
    private List<Person> blockers = List.of();
    private int tried;
    private long begin = System.nanoTime();

    /// @param rule what the step says, or null: then the session's own timeout holds, if it has one
    Persistence(@Nullable LockRule rule, boolean sessionHasOne, Session session, Desk desk) {
        this.timeout = rule == null && sessionHasOne
                ? null
                : rule == null ? LockRule.TIMEOUT : rule.timeout(false);
        this.pauses = rule == null ? PAUSES : Objects.requireNonNullElse(rule.retry(), PAUSES);
        this.session = session;
        this.desk = desk;
    }

    String begin() {
        return timeout == null ? "BEGIN" : "BEGIN; SET LOCAL lock_timeout = " + timeout.toMillis();
    }

    LockWatch watching() {
        begin = System.nanoTime();
        return LockWatch.over(desk.connection(), session.pid(), timeout);
    }

    /// Who a batch was seen to wait for.
    List<Person> blockers() {
        return blockers;
    }

    /// @param seen who a batch was seen to wait for
    void saw(List<Person> seen) {
        blockers = seen;
    }

    void succeeded() {
        tried = 0;
    }

    /// After a batch that has been rolled back: waits, if it is to be tried again.
    boolean again(String sqlState, Pace pace) {
        if (!AGAIN.contains(sqlState) || tried >= pauses.times() || desk.stopped()) {
            return false;
        }
        pace.met();
        Duration pause = pauses.before(++tried, random);
        desk.tried(Failure.of(sqlState, "the batch met a lock (SQLSTATE " + sqlState + ")"
                + (blockers.isEmpty() ? "" : " held by " + blockers.getFirst().sentence()) + "; again with "
                + pace.rows() + " rows", ""), Duration.ofNanos(System.nanoTime() - begin), pause,
                pauses.times() - tried);
        desk.sleep(pause);
        begin = System.nanoTime();
        return !desk.stopped();
    }
}
