package dev.runbook.run.stage;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Whether the operator has asked the run to stop, and the pauses that end early when he does. Any thread may use it.
public final class Interruption {
    private static final long TICK = 100_000_000;

    private volatile CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean wentOn;

    public void ask() {
        asked.countDown();
    }

    public boolean asked() {
        return asked.getCount() == 0;
    }

    /// Forgets an interruption that has been heeded.
    public synchronized void calm() {
        if (asked()) {
            asked = new CountDownLatch(1);
        }
    }

    /// Goes on with the work that was interrupted: the next interruption is a first one again.
    public void goOn() {
        calm();
        wentOn = true;
    }

    /// Whether the work has been gone on with since this was last asked.
    public boolean wentOn() {
        boolean since = wentOn;
        wentOn = false;
        return since;
    }

    /// Does something unless the interruption has been heeded.
    public synchronized void whileAsked(Runnable action) {
        if (asked()) {
            action.run();
        }
    }

    /// Waits, unless the run is stopped.
    public void sleep(Duration duration) {
        try {
            asked.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits, unless the run is stopped or somebody does not want to wait any longer.
    public void sleep(Duration duration, CountDownLatch enough) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && enough.getCount() > 0 && !asked(); left = end
                - System.nanoTime()) {
            sleep(Duration.ofNanos(Math.min(left, TICK)));
        }
    }
}
