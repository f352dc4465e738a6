package dev.runbook.action;

import dev.runbook.database.Session;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Asks the server to stop a step's statement when its time is up or the operator stops the run, and again until the step
/// has ended: a request that overtakes its statement, or comes between two, has no effect. A COMMIT is never stopped.
final class TimeLimit implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final BooleanSupplier stopped;
    private final long begin = System.nanoTime();
    private volatile boolean passed;

    private TimeLimit(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    /// @param limit null for as long as it wants
    /// @param stopped whether the operator has stopped the run
    static TimeLimit on(Session session, @Nullable Duration limit, BooleanSupplier stopped) {
        TimeLimit watch = new TimeLimit(stopped);
        Thread.ofVirtual().name("time-limit").start(() -> watch.watch(session, limit));
        return watch;
    }

    /// Whether the time was up before the step had ended.
    boolean passed() {
        return passed;
    }

    private void watch(Session session, @Nullable Duration limit) {
        long nanos = limit == null ? Long.MAX_VALUE : limit.toNanos();
        try {
            while (!ended.await(untilNextLook(nanos), TimeUnit.NANOSECONDS)) {
                passed |= System.nanoTime() - begin >= nanos;
                if (passed || stopped.getAsBoolean()) {
                    session.cancel();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private long untilNextLook(long limit) {
        long left = limit - (System.nanoTime() - begin);
        return left > 0
                ? Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS))
                : TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
