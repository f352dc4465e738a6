package dev.runbook.action.dump;

import dev.runbook.dump.Fingerprint;
import dev.runbook.dump.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells once a second how large a dump has become.
final class Growth implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);

    private Growth() {}

    static Growth of(Path dump, Tally tally) {
        Growth growth = new Growth();
        Thread.ofVirtual().name("dump-growth").start(() -> growth.watch(dump, tally));
        return growth;
    }

    private void watch(Path dump, Tally tally) {
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                tally.tell(Space.size(Fingerprint.size(dump)) + " written");
            }
        } catch (IOException _) {
            // it was renamed or removed just now: there is nothing more to tell
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
