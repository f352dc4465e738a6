package dev.runbook.sql.item;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What psql takes for true and for false.
public final class Truth {
    private Truth() {}

    /// psql's reading of a boolean, or null when it is none.
    public static @Nullable Boolean of(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return null;
        }
        if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on") || word.equals("1")) {
            return true;
        }
        boolean isFalse = "false".startsWith(word) || "no".startsWith(word) || word.equals("0")
                || (word.length() > 1 && "off".startsWith(word));
        return isFalse ? false : null;
    }
}
