package dev.runbook.value;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `2s`, `5m`, `1h30m`, `7d`.
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|s|m|h|d))+");

    private Durations() {}

    /// Reads a duration: numbers with units, the units `ms`, `s`, `m`, `h` or `d`, without spaces.
    public static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find();) {
            sum = sum.plus(length(Long.parseLong(part.group(1)), part.group(2)));
        }
        return Optional.of(sum);
    }

    /// Writes a duration so that a person grasps it: `840ms`, `2.4s`, `3m20s`, `1h05m`, `2d4h`.
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return millis % 1_000 < 50
                    ? millis / 1_000 + "s"
                    : "%d.%ds".formatted(millis / 1_000, millis % 1_000 / 100);
        }
        return coarse(millis / 1_000);
    }

    private static String coarse(long seconds) {
        if (seconds < 3_600) {
            return pair(seconds / 60, "m", seconds % 60, "s", true);
        }
        return seconds < 86_400
                ? pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m", true)
                : pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h", false);
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit, boolean padded) {
        return small == 0 ? big + bigUnit : big + bigUnit + (padded ? "%02d".formatted(small) : small) + smallUnit;
    }

    private static Duration length(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
