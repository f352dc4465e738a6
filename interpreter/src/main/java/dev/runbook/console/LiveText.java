package dev.runbook.console;

import dev.runbook.table.DisplayWidth;
import dev.runbook.value.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What stands on the live line: the step at work, for how long, of how long, and what it says of its progress.
///
/// @param progress the last line that it printed, or empty
record LiveText(String margin, String name, @Nullable Duration estimate, String progress) {
    static final int LEAST_NAME = 10;
    /// So narrow that the name matters more than what the step prints.
    private static final int NARROW = 72;

    LiveText with(String line) {
        return new LiveText(margin, name, estimate, line);
    }

    /// The line, no wider than a terminal of so many columns shows without breaking it. The time is never cut away.
    String line(Duration elapsed, int columns) {
        String time = "  "
                + (elapsed.toSeconds() == 0 ? "0s" : Durations.format(Duration.ofSeconds(elapsed.toSeconds())))
                + (estimate == null ? "" : " of " + Durations.format(estimate));
        int wanted = progress.isBlank() || columns < NARROW
                ? 0
                : Math.min(columns * 6 / 10, width(flat(progress.strip())) + 2);
        int room = columns - 1 - time.length() - wanted;
        String head = cut(margin + "▸ " + flat(name), Math.max(LEAST_NAME, room));
        String line = head + time;
        int rest = columns - 1 - width(line) - 2;
        return progress.isBlank() || rest < LEAST_NAME ? line : line + "  " + cut(flat(progress.strip()), rest);
    }

    private static String flat(String text) {
        return Printable.of(text).replaceAll("[\\n\\t]", " ");
    }

    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int c : text.codePoints().toArray()) {
            used += Math.max(0, DisplayWidth.of(c));
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, DisplayWidth.of(c))).sum();
    }
}
