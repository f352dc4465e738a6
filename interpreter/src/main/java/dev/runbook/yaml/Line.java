package dev.runbook.yaml;

import dev.runbook.source.Source;
import dev.runbook.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of a file that may not be YAML, read as a person reads it: indentation, key, value.
record Line(Source source, int number) {
    private static final Pattern SHAPE = Pattern.compile(
            "(\\s*)((?:-\\s+)*)(?:(\"[^\"]*\"|'[^']*'|[^\\s:{\\[][^:{\\[]*?)\\s*:(?:\\s+|$))?(.*?)\\s*");
    private static final Pattern BLOCK = Pattern.compile("(?:.*[:-]\\s+|\\s*)[|>][-+0-9]*(?:\\s+#.*)?\\s*");

    static Line at(Source source, int offset) {
        return new Line(source, source.position(offset).line());
    }

    String text() {
        return source.line(number);
    }

    boolean isBlank() {
        String text = text().strip();
        return text.isEmpty() || text.startsWith("#");
    }

    int indent() {
        return text().length() - text().stripLeading().length();
    }

    /// How many characters stand before its key or text, dashes included.
    int keyColumn() {
        return shape().end(2);
    }

    /// The key on it, as written, or the empty text.
    String key() {
        String key = shape().group(3);
        return key == null ? "" : key;
    }

    boolean isItem() {
        return !shape().group(2).isEmpty();
    }

    /// What stands behind the key and the dashes.
    Span value() {
        return span(shape().start(4), shape().end(4));
    }

    /// All but the white space around it.
    Span content() {
        return span(indent(), text().stripTrailing().length());
    }

    /// Whether a text under `|` or `>` begins below it.
    boolean opensBlock() {
        return BLOCK.matcher(text()).matches();
    }

    /// The nearest line before it that is neither blank nor a comment.
    @Nullable
    Line before() {
        for (int line = number - 1; line > 0; line--) {
            Line candidate = new Line(source, line);
            if (!candidate.isBlank()) {
                return candidate;
            }
        }
        return null;
    }

    /// How to write the line with its value in quotes.
    String quoted() {
        return (key().isEmpty() ? "" : key() + ": ") + quote(value().text());
    }

    static String quote(String text) {
        if (text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            return '"' + text + '"';
        }
        return "'" + text.replace("'", "''") + "'";
    }

    private Span span(int from, int to) {
        int start = source.lineStart(number);
        return source.span(start + from, start + Math.max(from, to));
    }

    private Matcher shape() {
        Matcher matcher = SHAPE.matcher(text());
        if (!matcher.matches()) {
            throw new IllegalStateException("the last group takes what the others leave");
        }
        return matcher;
    }
}
