package dev.runbook.lockwait;

import dev.runbook.database.Blocker;
import dev.runbook.database.Blockers;
import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.Unreachable;
import dev.runbook.database.settings.ConnectionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks whom a session waits for while it waits: who that was can't be found out when the wait is over. It begins to
/// look when a good part of the time is up, on a connection of its own, so a lock that comes at once costs nothing.
public final class LockWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;
    private static final SessionOptions OPTIONS = SessionOptions.named("runbook: who holds the lock")
            .with(Map.of("statement_timeout", "2s", "lock_timeout", "1s"));

    private final ConnectionSettings connection;
    private final int waiting;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile List<Blocker> seen = List.of();

    private LockWatch(ConnectionSettings connection, int waiting) {
        this.connection = connection;
        this.waiting = waiting;
    }

    /// @param timeout how long the session will wait, or null when nobody is to be looked for
    public static LockWatch over(ConnectionSettings connection, int waiting, @Nullable Duration timeout) {
        LockWatch watch = new LockWatch(connection, waiting);
        if (timeout != null) {
            long first = Math.min(timeout.toMillis() / 4, 2 * EVERY_MILLIS);
            Thread.ofVirtual().name("lock-watch").start(() -> watch.watch(first));
        }
        return watch;
    }

    /// The last ones that were seen.
    public List<Blocker> seen() {
        return seen;
    }

    private void watch(long first) {
        try {
            if (ended.await(first, TimeUnit.MILLISECONDS)) {
                return;
            }
            try (Session session = Session.open(connection, OPTIONS)) {
                do {
                    List<Blocker> now = Blockers.of(session, waiting);
                    seen = now.isEmpty() ? seen : now;
                } while (!ended.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Unreachable _) {
            // No further connection is to be had; the step itself does not depend on it.
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
