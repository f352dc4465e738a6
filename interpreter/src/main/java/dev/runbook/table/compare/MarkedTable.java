package dev.runbook.table.compare;

import dev.runbook.table.CellSyntax;
import dev.runbook.table.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table drawn with a mark before each row.
record MarkedTable(List<String> names, List<Line> rows) {
    private static final int WIDEST = 80;
    private static final int LEAD = 20;

    /// A line of the table.
    sealed interface Line {}

    /// A row's mark and cells.
    record Cells(char mark, List<String> cells) implements Line {}

    /// A sentence in place of rows.
    record Gap(String text) implements Line {}

    List<String> lines() {
        List<String> heads = names.stream().map(name -> CellSyntax.write(name)).toList();
        int[] widths = widths(heads);
        List<String> lines = new ArrayList<>();
        lines.add(line(' ', heads, widths));
        lines.add("  " + IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
        for (Line row : rows) {
            lines.add(switch (row) {
                case Cells(char mark, List<String> cells) -> line(mark, cells, widths);
                case Gap(String text) -> "  " + text;
            });
        }
        return lines;
    }

    /// A text of which too much is left out at the end.
    static String cut(String text) {
        return window(text, 0);
    }

    /// What was expected, and what was found instead: of long texts, the parts where they begin to differ.
    static String change(String expected, @Nullable String value) {
        String found = CellSyntax.write(value);
        if (found.equals(expected) && value != null) {
            return quoted(expected) + " -> " + quoted(value);
        }
        int common = 0;
        while (common < Math.min(expected.length(), found.length())
                && expected.charAt(common) == found.charAt(common)) {
            common++;
        }
        int from = Math.max(expected.length(), found.length()) > WIDEST ? Math.max(0, common - LEAD) : 0;
        return orEmpty(window(expected, from)) + " -> " + orEmpty(window(found, from));
    }

    private static String window(String text, int from) {
        int start = Math.min(from, text.length());
        int end = Math.min(text.length(), start + WIDEST);
        return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    }

    private static String orEmpty(String text) {
        return text.isEmpty() ? "''" : text;
    }

    /// Where only white space differs, it must be seen.
    private static String quoted(String text) {
        return "'" + text.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "⏎") + "'";
    }

    private int[] widths(List<String> heads) {
        int[] widths = heads.stream().mapToInt(DisplayWidth::of).toArray();
        for (Line row : rows) {
            for (int i = 0; row instanceof Cells cells && i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(cells.cells.get(i)));
            }
        }
        return widths;
    }

    private static String line(char mark, List<String> cells, int[] widths) {
        String text = IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - DisplayWidth.of(cells.get(i))))
                .collect(Collectors.joining(" | "));
        return (mark + " " + text).stripTrailing();
    }
}
