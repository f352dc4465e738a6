package dev.runbook.cli;

import dev.runbook.run.Workshop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM: the step at work is asked to end, and the run is brought to its end in good order, report
/// included, before the process goes with the run's own exit code.
final class Interrupts implements AutoCloseable {
    private static final long LAST_WORDS_SECONDS = 5;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Workshop workshop) {
        this.hook = Thread.ofPlatform().name("interrupt").unstarted(() -> endWith(workshop));
    }

    static Interrupts to(Workshop workshop) {
        Interrupts interrupts = new Interrupts(workshop);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /// The JVM ends when this does, so it waits for the run, and then for [Main] to halt with the run's exit code.
    private void endWith(Workshop workshop) {
        workshop.interrupt();
        try {
            over.await();
            TimeUnit.SECONDS.sleep(LAST_WORDS_SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It is at work already.
        }
    }
}
