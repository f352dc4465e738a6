package dev.runbook.table;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// How an expectation is written into a cell, and how a value is written so that it means itself.
///
/// `*` is anything, `NULL` is NULL, nothing is the empty text, `/…/` a regular expression that is searched for;
/// all else is the text itself. A backslash before one of them makes it a text: `\*`, `\NULL`, `\/etc/`. So does
/// one before a bar, `\|`, and before a `+` that ends a cell, `\+`. Elsewhere a backslash is just that.
public final class CellSyntax {
    private static final Pattern ESCAPED = Pattern.compile("\\\\+(?:\\*|NULL|/.*/)", Pattern.DOTALL);
    private static final Pattern SPECIAL = Pattern.compile("\\\\*(?:\\*|NULL|/.*/)", Pattern.DOTALL);

    private CellSyntax() {}

    /// Reads a cell.
    ///
    /// @param text the cell's text, bars and ends already unescaped, lines joined by line feeds
    /// @param written where it stands
    public static CellPattern read(String text, Passage written, Problems problems) {
        if (text.equals("*")) {
            return new CellPattern.Any();
        }
        if (text.equals("NULL")) {
            return new CellPattern.Null();
        }
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return regex(text.substring(1, text.length() - 1), written, problems);
        }
        return new CellPattern.Printed(ESCAPED.matcher(text).matches() ? text.substring(1) : text);
    }

    /// Writes a value as it could stand in a cell, on one line.
    public static String write(@Nullable String value) {
        return value == null ? "NULL" : escape(CellText.of(value).trimmed()).replace("\n", "⏎");
    }

    private static String escape(String text) {
        String special = SPECIAL.matcher(text).matches() ? "\\" : "";
        String barred = text.replace("|", "\\|");
        return special + (barred.endsWith("+") ? barred.substring(0, barred.length() - 1) + "\\+" : barred);
    }

    private static CellPattern regex(String source, Passage written, Problems problems) {
        if (source.isEmpty()) {
            problems.error(written.span(), "empty regular expression", "Write `*` for any cell, or `\\//` for the"
                    + " text `//`.");
        }
        try {
            return new CellPattern.Matches(Pattern.compile(source));
        } catch (PatternSyntaxException e) {
            problems.error(written.span(), "not a regular expression: " + e.getDescription(),
                    "Correct it, or write `\\/` at the beginning if the text itself is meant.");
            return new CellPattern.Any();
        }
    }
}
