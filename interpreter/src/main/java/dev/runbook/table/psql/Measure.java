package dev.runbook.table.psql;

import dev.runbook.table.CellText;
import dev.runbook.table.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How wide and how high the cells of each column are, header included: what an aligned print has to know of all
/// rows before it can print the first.
public final class Measure {
    private final String nullText;
    private final List<CellText> headers;
    private final int[] widths;
    private long rows;
    private boolean multiline;

    Measure(List<Column> columns, String nullText) {
        this.nullText = nullText;
        this.headers = columns.stream().map(column -> CellText.of(column.name())).toList();
        this.widths = new int[columns.size()];
    }

    /// Takes a row into account; it is not kept.
    public void add(List<@Nullable String> cells) {
        rows++;
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String text = cell == null ? nullText : cell;
            widths[i] = Math.max(widths[i], CellText.width(text));
            multiline |= text.indexOf('\n') >= 0;
        }
    }

    /// How many rows were added.
    public long rows() {
        return rows;
    }

    List<CellText> headers() {
        return headers;
    }

    /// Whether some cell, headers aside, has more than one line.
    boolean multiline() {
        return multiline;
    }

    /// The columns' widths, headers included.
    int[] widths() {
        int[] wide = widths.clone();
        Arrays.setAll(wide, i -> Math.max(wide[i], headers.get(i).width()));
        return wide;
    }

    /// The widest header.
    int headerWidth() {
        return headers.stream().mapToInt(CellText::width).max().orElse(0);
    }

    /// The widest cell, headers aside.
    int cellWidth() {
        return Arrays.stream(widths).max().orElse(0);
    }
}
