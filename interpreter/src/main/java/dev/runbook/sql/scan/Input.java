package dev.runbook.sql.scan;

import org.jspecify.annotations.Nullable;

/// A stretch of text that the lexer is reading: a line of the script, or the value of a variable in it.
public final class Input {
    final String text;
    final int limit;
    final @Nullable String variable;
    private final int placeStart;
    private final int placeEnd;
    int position;

    private Input(String text, int start, int limit, @Nullable String variable, int placeStart, int placeEnd) {
        this.text = text;
        this.position = start;
        this.limit = limit;
        this.variable = variable;
        this.placeStart = placeStart;
        this.placeEnd = placeEnd;
    }

    /// A line, from its first character up to its line break.
    public static Input line(String script, int start, int end) {
        return new Input(script, start, end, null, start, end);
    }

    /// A variable's value, which stands in the script where the reference to it does.
    public static Input value(String value, @Nullable String variable, int placeStart, int placeEnd) {
        return new Input(value, 0, value.length(), variable, placeStart, placeEnd);
    }

    public boolean isLine() {
        return variable == null;
    }

    public boolean atEnd() {
        return position >= limit;
    }

    /// The character so far ahead, or NUL where the input has ended; a script holds no NUL of its own.
    public char ahead(int distance) {
        int index = position + distance;
        return index < limit ? text.charAt(index) : '\0';
    }

    /// Where the character at an index of this input stands in the script.
    public int place(int index) {
        return isLine() ? index : Math.min(placeStart + index, Math.max(placeStart, placeEnd - 1));
    }

    public int placeEnd(int index) {
        return isLine() ? index : placeEnd;
    }
}
