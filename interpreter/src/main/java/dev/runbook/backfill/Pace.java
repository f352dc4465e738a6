package dev.runbook.backfill;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How many rows the next batch has: grows and shrinks towards a time, and shrinks where it meets locks of others.
final class Pace {
    private static final double MOST_GROWTH = 2;
    private static final double MOST_SHRINKING = 0.5;

    private final int usual;
    private final int most;
    private final @Nullable Duration target;
    private int rows;

    /// @param usual how many the first one has
    /// @param target how long a batch should take, or null for always as many as usual
    Pace(int usual, int most, @Nullable Duration target) {
        this.usual = usual;
        this.most = most;
        this.target = target;
        this.rows = Math.min(usual, most);
    }

    int rows() {
        return rows;
    }

    /// A batch was committed.
    ///
    /// @param whole whether it had as many rows as it was to have
    void took(Duration time, boolean whole) {
        Duration aim = target;
        if (aim == null) {
            rows = Math.min(usual, 2 * rows);
        } else if (whole) {
            double factor = (double) aim.toNanos() / Math.max(1, time.toNanos());
            rows = bounded(rows * Math.clamp(factor, MOST_SHRINKING, MOST_GROWTH));
        }
    }

    /// A batch met a lock: fewer rows meet fewer locks, and let go of their own sooner.
    void met() {
        rows = Math.max(1, rows / 2);
    }

    private int bounded(double wanted) {
        return Math.clamp(Math.round(wanted), 1, most);
    }
}
