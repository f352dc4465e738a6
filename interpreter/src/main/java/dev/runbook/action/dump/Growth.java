package dev.runbook.action.dump;

import dev.runbook.action.Tools;
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

    /// @param data how much the database holds, or 0 when that is not known
    static Growth of(Path dump, long data, Tools tools) {
        Growth growth = new Growth();
        Thread.ofVirtual().name("dump-growth").start(() -> growth.watch(dump, data, tools));
        return growth;
    }

    private void watch(Path dump, long data, Tools tools) {
        String of = data == 0 ? "" : ", of a database of " + Space.size(data);
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                tools.progress("pg_dump: " + Space.size(Fingerprint.size(dump)) + " written" + of);
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
