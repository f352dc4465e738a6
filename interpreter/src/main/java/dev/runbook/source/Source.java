package dev.runbook.source;

import java.util.Arrays;

/// A text with a name, as it was read: what every place points into.
///
/// Offsets are UTF-16 code units from 0; lines and columns are counted from 1, columns in code points.
public final class Source {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    public Source(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /// The name shown to people: a path as they typed it, or a word such as `<command line>`.
    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public int lines() {
        return lineStarts.length;
    }

    /// A line's text without its line break.
    public String line(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > lineStarts[line - 1] && isBreak(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(lineStarts[line - 1], end);
    }

    public Position position(int offset) {
        int bounded = Math.clamp(offset, 0, text.length());
        int found = Arrays.binarySearch(lineStarts, bounded);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, text.codePointCount(lineStarts[line], bounded) + 1);
    }

    /// The offset at which a line (from 1) begins.
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    public Span whole() {
        return span(0, text.length());
    }

    @Override
    public String toString() {
        return name;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean endsLine(String text, int i) {
        char c = text.charAt(i);
        boolean alone = i + 1 == text.length() || text.charAt(i + 1) != '\n';
        return c == '\n' || (c == '\r' && alone);
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
