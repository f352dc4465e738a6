package dev.runbook.table.psql;

import dev.runbook.table.CellText;
import dev.runbook.table.Column;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// psql's aligned format, a line for each row: headers centred, numbers flush right, `+` where a cell goes on below.
final class AlignedPrinter implements RowPrinter {
    private final PrintSettings settings;
    private final int border;
    private final int[] widths;
    private final boolean[] right;
    private final String footer;
    private final Appendable out;
    /// Printed next: output is written row by row, for it may be a file.
    private final StringBuilder text = new StringBuilder();
    private long rows;

    AlignedPrinter(PrintSettings settings, List<Column> columns, Measure measure, String footer, Appendable out)
            throws IOException {
        this.settings = settings;
        this.border = settings.border();
        this.widths = measure.widths();
        this.right = new boolean[widths.length];
        IntStream.range(0, right.length).forEach(i -> right[i] = columns.get(i).rightAligned());
        this.footer = footer;
        this.out = out;
        if (!settings.tuplesOnly()) {
            header(measure.headers());
        }
        flush();
    }

    @Override
    public void row(List<@Nullable String> cells) throws IOException {
        rows++;
        if (widths.length == 0) {
            return;
        }
        CellText[] texts = new CellText[widths.length];
        int height = 1;
        for (int i = 0; i < texts.length; i++) {
            String cell = cells.get(i);
            texts[i] = CellText.of(cell == null ? settings.nullText() : cell);
            height = Math.max(height, texts[i].lines().size());
        }
        for (int line = 0; line < height; line++) {
            text.append(border == 2 ? "|" : "");
            for (int i = 0; i < texts.length; i++) {
                cell(texts, i, line);
            }
            text.append(border == 2 ? "|\n" : "\n");
        }
        flush();
    }

    @Override
    public void end() throws IOException {
        if (border == 2) {
            rule();
        }
        if (settings.footer() && !settings.tuplesOnly()) {
            text.append(PsqlPrinter.footer(footer, rows)).append('\n');
        }
        text.append('\n');
        flush();
    }

    private void header(List<CellText> headers) {
        if (border == 2) {
            rule();
        }
        int height = headers.stream().mapToInt(header -> header.lines().size()).max().orElse(0);
        for (int line = 0; line < height; line++) {
            text.append(border == 2 ? "|" : "");
            for (int i = 0; i < headers.size(); i++) {
                headerCell(headers.get(i).lines(), i, line);
            }
            text.append(border == 2 ? "|\n" : "\n");
        }
        rule();
    }

    private void headerCell(List<CellText.Line> lines, int column, int line) {
        text.append(border == 0 ? "" : " ");
        if (line < lines.size()) {
            int space = widths[column] - lines.get(line).width();
            pad(space / 2).append(lines.get(line).text());
            pad((space + 1) / 2);
        } else {
            pad(widths[column]);
        }
        text.append(line < lines.size() - 1 ? '+' : ' ').append(border > 0 && !isLast(column) ? "|" : "");
    }

    /// A cell's line; below the last line of a cell that others of its row outlast there is only space.
    private void cell(CellText[] texts, int column, int line) {
        List<CellText.Line> lines = texts[column].lines();
        boolean goesOn = line < lines.size() - 1;
        boolean padded = border == 2 || !isLast(column);
        String shown = line < lines.size() ? lines.get(line).text() : "";
        int space = widths[column] - (line < lines.size() ? lines.get(line).width() : 0);
        text.append(border == 0 ? "" : " ");
        if (right[column] && line < lines.size()) {
            pad(space).append(shown);
        } else {
            text.append(shown);
            pad(padded || goesOn ? space : 0);
        }
        text.append(goesOn ? "+" : padded ? " " : "").append(border > 0 && !isLast(column) ? "|" : "");
    }

    private void rule() {
        text.append(border == 2 ? "+-" : border == 1 ? "-" : "");
        for (int i = 0; i < widths.length; i++) {
            text.repeat('-', widths[i]);
            if (!isLast(i)) {
                text.append(border == 0 ? " " : "-+-");
            }
        }
        text.append(border == 2 ? "-+" : border == 1 ? "-" : "").append('\n');
    }

    private boolean isLast(int column) {
        return column == widths.length - 1;
    }

    private StringBuilder pad(int width) {
        return text.repeat(' ', width);
    }

    private void flush() throws IOException {
        out.append(text);
        text.setLength(0);
    }
}
