package dev.runbook.action;

import dev.runbook.database.Session;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks the server to stop a step's statement when its time is up, and again until the step has ended: a request that
/// overtakes its statement has no effect. A COMMIT is never stopped.
final class TimeLimit implements AutoCloseable {
    private static final long AGAIN_MILLIS = 200;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean passed;

    private TimeLimit() {}

    /// @param limit null for as long as it wants
    static TimeLimit on(Session session, @Nullable Duration limit) {
        TimeLimit watch = new TimeLimit();
        if (limit != null) {
            Thread.ofVirtual().name("time-limit").start(() -> watch.watch(session, limit));
        }
        return watch;
    }

    /// Whether the time was up before the step had ended.
    boolean passed() {
        return passed;
    }

    private void watch(Session session, Duration limit) {
        try {
            for (long wait = limit.toMillis(); !ended.await(wait, TimeUnit.MILLISECONDS); wait = AGAIN_MILLIS) {
                passed = true;
                session.cancel();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
