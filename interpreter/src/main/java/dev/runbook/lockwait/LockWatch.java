package dev.runbook.lockwait;

import dev.runbook.database.locks.Lookout;
import dev.runbook.database.locks.Person;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks whom a session waits for while it waits: who that was can't be found out when the wait is over. It begins to
/// look when a good part of the time is up, on a connection of its own, so a lock that comes at once costs nothing.
public final class LockWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;
    private static final String NAME = "runbook: who holds the lock";

    private final ConnectionSettings connection;
    private final int waiting;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile List<Person> seen = List.of();

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
    public List<Person> seen() {
        return seen;
    }

    private void watch(long first) {
        try {
            if (ended.await(first, TimeUnit.MILLISECONDS)) {
                return;
            }
            try (Lookout lookout = Lookout.open(connection, NAME)) {
                do {
                    look(lookout);
                } while (!ended.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Refusal _) {
            // No further connection is to be had; the step itself does not depend on it.
        }
    }

    private void look(Lookout lookout) {
        try {
            List<Person> now = lookout.blockers(waiting);
            seen = now.isEmpty() ? seen : now;
        } catch (Refusal _) {
            // What can't be asked now may be at the next look.
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
