package dev.runbook.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A value as psql puts it into a cell: cut at line feeds, tabs filled up with spaces to each eighth column,
/// other control characters as escapes (`\r`, `\x01`, `\u0080`).
public record CellText(List<Line> lines) {

    /// One line of a cell, and the columns that it takes.
    public record Line(String text, int width) {}

    private static final int TAB = 8;
    /// What web pages and wikis make of spaces.
    private static final char NO_BREAK = '\u00a0';

    public CellText {
        lines = List.copyOf(lines);
    }

    public static CellText of(String value) {
        if (DisplayWidth.isPrintableAscii(value)) {
            return new CellText(List.of(new Line(value, value.length())));
        }
        List<Line> lines = new ArrayList<>();
        for (String line : value.split("\n", -1)) {
            lines.add(line(line));
        }
        return new CellText(lines);
    }

    /// The columns that the widest line takes.
    public int width() {
        return lines.size() == 1 ? lines.getFirst().width : lines.stream().mapToInt(Line::width).max().orElse(0);
    }

    /// What is left of the value when the white space around each line, which alignment hides, is taken away.
    public String trimmed() {
        return lines.stream().map(line -> trim(line.text)).collect(Collectors.joining("\n"));
    }

    /// The columns that a value's widest line takes.
    public static int width(String value) {
        return DisplayWidth.isPrintableAscii(value) ? value.length() : of(value).width();
    }

    /// A text without the spaces and tabs around it, no-break spaces included.
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// Whether a character counts as white space beside a text.
    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == NO_BREAK;
    }

    private static Line line(String text) {
        StringBuilder shown = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            int columns = DisplayWidth.of(codePoint);
            String piece = columns == DisplayWidth.CONTROL ? escape(codePoint, width) : Character.toString(codePoint);
            shown.append(piece);
            width += columns == DisplayWidth.CONTROL ? piece.length() : columns;
        }
        return new Line(shown.toString(), width);
    }

    private static String escape(int codePoint, int column) {
        return switch (codePoint) {
            case '\t' -> " ".repeat(TAB - column % TAB);
            case '\r' -> "\\r";
            default -> codePoint < 0x80 ? hex("\\x%02X", codePoint) : hex("\\u%04X", codePoint);
        };
    }

    private static String hex(String format, int codePoint) {
        return String.format(Locale.ROOT, format, codePoint);
    }
}
