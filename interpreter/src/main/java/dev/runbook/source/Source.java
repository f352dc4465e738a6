package dev.runbook.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A text with a name, as it was read: what every place points into.
///
/// Offsets are UTF-16 code units from 0; lines and columns are counted from 1, columns in code points. Of a large file, lines
/// may be left out of the text; they count all the same.
public final class Source {
    private final String name;
    private final String text;
    private final int[] lineStarts;
    private final NavigableMap<Integer, Omission> omissions;
    /// How many lines are left out up to each omission, itself included, by its offset.
    private final NavigableMap<Integer, Integer> omitted;

    public Source(String name, String text) {
        this(name, text, List.of());
    }

    /// @param omissions the lines that are not in the text, in their order
    public Source(String name, String text, List<Omission> omissions) {
        this(name, text, lineStarts(text), new TreeMap<>(), new TreeMap<>());
        int lines = 0;
        for (Omission omission : omissions) {
            lines += omission.lines();
            this.omissions.put(omission.offset(), omission);
            this.omitted.put(omission.offset(), lines);
        }
    }

    private Source(String name, String text, int[] lineStarts, NavigableMap<Integer, Omission> omissions,
            NavigableMap<Integer, Integer> omitted) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts;
        this.omissions = omissions;
        this.omitted = omitted;
    }

    /// A part of a file of which nothing else is known.
    ///
    /// @param line the number of its first line there
    public static Source from(String name, String text, int line) {
        Source source = new Source(name, text);
        if (line > 1) {
            source.omitted.put(0, line - 1);
        }
        return source;
    }

    /// The same under another name.
    public Source named(String other) {
        return new Source(other, text, lineStarts, omissions, omitted);
    }

    /// The name shown to people: a path as they typed it, or a word such as `<command line>`.
    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /// Whether lines of the file are not in the text.
    public boolean hasOmissions() {
        return !omissions.isEmpty();
    }

    /// What tells the file from any other: its text, and of what is not in it the length and a checksum.
    public String fingerprint() {
        if (omissions.isEmpty()) {
            return text;
        }
        StringBuilder all = new StringBuilder(text);
        omissions.values().forEach(left -> all.append('\0').append(left.offset()).append(' ')
                .append(left.bytes().length()).append(' ').append(left.bytes().checksum()));
        return all.toString();
    }

    /// The lines left out before an offset at which a line begins, or null.
    public @Nullable Omission omission(int offset) {
        return omissions.get(offset);
    }

    public int lines() {
        return number(lineStarts.length - 1);
    }

    /// A line's text without its line break; empty for one that is left out.
    public String line(int line) {
        int index = index(line);
        if (number(index) != line) {
            return "";
        }
        int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : text.length();
        while (end > lineStarts[index] && isBreak(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(lineStarts[index], end);
    }

    public Position position(int offset) {
        int bounded = Math.clamp(offset, 0, text.length());
        int found = Arrays.binarySearch(lineStarts, bounded);
        int line = found >= 0 ? found : -found - 2;
        return new Position(number(line), text.codePointCount(lineStarts[line], bounded) + 1);
    }

    /// The offset at which a line (from 1) begins.
    public int lineStart(int line) {
        return lineStarts[index(line)];
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

    /// The number of a line of the text.
    private int number(int index) {
        Map.Entry<Integer, Integer> before = omitted.isEmpty() ? null : omitted.floorEntry(lineStarts[index]);
        return index + 1 + (before == null ? 0 : before.getValue());
    }

    /// The line of the text that has a number, or else the last one before it.
    private int index(int line) {
        if (omitted.isEmpty()) {
            return line - 1;
        }
        int low = 0;
        int high = lineStarts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (number(middle) <= line) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
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
