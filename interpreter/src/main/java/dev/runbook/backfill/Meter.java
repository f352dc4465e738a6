package dev.runbook.backfill;

import dev.runbook.database.Answer;
import dev.runbook.database.StatementResult;
import dev.runbook.watch.Gauge;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast a backfill goes and how long the rest will take, as far as the planner's estimate of the rows is right.
final class Meter {
    private static final long TOLD_NANOS = Duration.ofMillis(500).toNanos();
    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

    private final long began = System.nanoTime();
    private final long expected;
    private long rows;
    private long told = began;

    private Meter(long expected) {
        this.expected = expected;
    }

    /// @param explained what EXPLAIN says; what it can't explain fails soon enough
    static Meter of(StatementResult explained) {
        Answer.Rows rows = explained.rows();
        String plan = rows == null || rows.rows().isEmpty() ? "" : String.valueOf(rows.rows().getFirst().getFirst());
        Matcher found = ROWS.matcher(plan);
        return new Meter(found.find() ? Long.parseLong(found.group(1)) : 0);
    }

    void add(long more) {
        rows += more;
    }

    /// Rows per second.
    long rate() {
        return Math.round(rows / Math.max(1e-3, (System.nanoTime() - began) / 1e9));
    }

    /// Whether it is time to tell the next line.
    boolean isDue() {
        long now = System.nanoTime();
        boolean due = now - told >= TOLD_NANOS;
        told = due ? now : told;
        return due;
    }

    String line(Progress progress) {
        long rate = rate();
        long left = Math.max(0, expected - rows);
        return new Gauge(expected <= 0 ? -1 : Math.min(0.99, (double) rows / expected),
                left == 0 || rate == 0 ? null : Duration.ofSeconds(Math.max(1, left / rate)),
                String.format(Locale.ROOT, "%,d rows in %,d batches, %,d a second", progress.affected(),
                        progress.batches(), rate))
                .text();
    }
}
