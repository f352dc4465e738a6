package dev.runbook.report.timeline;

import dev.runbook.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The time axis of a run.
///
/// @param length how long it is, or empty when nothing is known of times
public record Axis(Instant start, Duration span, String length, List<Tick> ticks) {
    private static final long[] STEPS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000,
            30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000,
            21_600_000, 43_200_000, 86_400_000};
    private static final int MOST_TICKS = 4;
    /// Further on there stands how long it is.
    private static final double ROOM_FOR_THE_END = 0.85;
    /// The narrowest bar that is still seen.
    private static final double LEAST = 0.4;

    /// A mark on the axis, in percent of its length.
    public record Tick(String x, String label) {}

    /// A bar on the axis, in percent of its length.
    public record Bar(String x, String width, String status) {}

    /// Of a report without times.
    public static Axis none() {
        return new Axis(Instant.EPOCH, Duration.ZERO, "", List.of());
    }

    public static Axis of(Instant start, Duration span) {
        Duration known = span.isPositive() ? span : Duration.ofMillis(1);
        return new Axis(start, known, Durations.format(span), ticks(known.toMillis()));
    }

    public boolean shown() {
        return !length.isEmpty();
    }

    Bar bar(Instant from, Duration took, String status) {
        double x = Math.clamp(percent(Duration.between(start, from)), 0, 100 - LEAST);
        return new Bar(text(x), text(Math.clamp(percent(took), LEAST, Math.max(LEAST, 100 - x))), status);
    }

    /// A moment, in thousandths of the length.
    long thousandths(Instant moment) {
        return Math.clamp(Math.round(10 * percent(Duration.between(start, moment))), 0, 1_000);
    }

    private double percent(Duration duration) {
        return 100.0 * duration.toNanos() / span.toNanos();
    }

    private static List<Tick> ticks(long millis) {
        long step = STEPS[0];
        for (long candidate : STEPS) {
            step = candidate;
            if (millis / candidate <= MOST_TICKS) {
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        for (long at = step; at < millis * ROOM_FOR_THE_END && ticks.size() < MOST_TICKS; at += step) {
            ticks.add(new Tick(text(100.0 * at / millis), Durations.format(Duration.ofMillis(at))));
        }
        return ticks;
    }

    private static String text(double percent) {
        long hundredths = Math.round(percent * 100);
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }
}
