package dev.runbook.watch;

import dev.runbook.value.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far something has come, in a line whose beginning says the most: a terminal shows only that.
///
/// @param fraction from 0 to 1, or less than 0 where it is not known
/// @param left how long it will still take, or null where nobody can say
/// @param doing what it is doing
public record Gauge(double fraction, @Nullable Duration left, String doing) {
    private static final int WIDTH = 10;

    /// `[####------] 43 %, 12s left, building index`.
    public String text() {
        StringBuilder text = new StringBuilder();
        if (fraction >= 0) {
            double part = Math.min(1, fraction);
            int full = (int) Math.floor(part * WIDTH);
            text.append('[').append("#".repeat(full)).append("-".repeat(WIDTH - full)).append("] ")
                    .append((int) Math.floor(part * 100)).append(" %");
        }
        if (left != null) {
            text.append(text.isEmpty() ? "about " : ", about ").append(Durations.format(rounded(left))).append(" left");
        }
        return text + (text.isEmpty() || doing.isEmpty() ? "" : ", ") + doing;
    }

    /// An estimate to the tenth of a second would be a lie.
    private static Duration rounded(Duration left) {
        return Duration.ofSeconds(Math.max(1, left.toSeconds()));
    }
}
