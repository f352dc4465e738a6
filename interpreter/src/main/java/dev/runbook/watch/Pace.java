package dev.runbook.watch;

import dev.runbook.database.locks.ServerProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How fast a phase of the server's work goes, so that its end can be estimated.
public final class Pace {
    private static final double ENOUGH = 0.02;

    private String phase = "";
    private double first;
    private long since;

    /// How long the phase will still take at the pace so far, or null where too little of it is done to say.
    @Nullable
    Duration left(ServerProgress progress) {
        double fraction = progress.fraction();
        String now = progress.pid() + progress.command() + progress.phase() + progress.relation();
        if (!now.equals(phase) || fraction < first) {
            phase = now;
            first = fraction;
            since = System.nanoTime();
        }
        double done = fraction - first;
        return done < ENOUGH ? null : Duration.ofNanos((long) ((System.nanoTime() - since) / done * (1 - fraction)));
    }
}
