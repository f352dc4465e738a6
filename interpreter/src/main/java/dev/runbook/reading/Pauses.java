package dev.runbook.reading;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How often something is tried again, and with which pauses: each longer than the one before, none longer than five
/// minutes, and each a little longer or shorter than said, so that several who wait for the same do not come back
/// together.
///
/// @param times how many tries after the first
/// @param delay the first pause
/// @param backoff what each pause is multiplied by for the next
public record Pauses(int times, Duration delay, double backoff) {
    private static final double LONGEST_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int TIMES = 3;
    private static final double BACKOFF = 2;

    /// @return null where the key is absent
    public static @Nullable Pauses read(Fields fields, String key) {
        Fields pauses = fields.section(key);
        if (pauses == null) {
            return null;
        }
        String backoff = pauses.text("backoff", "");
        return new Pauses((int) pauses.number("times", TIMES),
                Objects.requireNonNullElse(pauses.duration("delay"), Duration.ofSeconds(1)),
                backoff.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(backoff) : BACKOFF);
    }

    /// The pause before a retry, the first of which is number 1.
    public Duration before(int retry, RandomGenerator random) {
        double millis = Math.min((double) delay.toMillis() * Math.pow(backoff, retry - 1), LONGEST_MILLIS);
        return Duration.ofMillis((long) Math.min(millis * random.nextDouble(0.75, 1.25), LONGEST_MILLIS));
    }
}
