package dev.runbook.table.psql;

import dev.runbook.table.CellText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// psql's expanded format, `\x`: a line for each cell, under `-[ RECORD n ]-`.
final class ExpandedPrinter implements RowPrinter {
    private final PrintSettings settings;
    private final int border;
    private final List<CellText> headers;
    private final boolean tallHeaders;
    private final boolean tallCells;
    private final int headerWidth;
    private final int cellWidth;
    private final String footer;
    private final Appendable out;
    private long rows;

    ExpandedPrinter(PrintSettings settings, Measure measure, String footer, Appendable out) {
        this.settings = settings;
        this.border = settings.border();
        this.headers = measure.headers();
        this.tallHeaders = headers.stream().anyMatch(header -> header.lines().size() > 1);
        this.tallCells = measure.multiline();
        this.headerWidth = measure.headerWidth();
        this.cellWidth = measure.cellWidth();
        this.footer = footer;
        this.out = out;
    }

    @Override
    public void row(List<@Nullable String> cells) throws IOException {
        rows++;
        if (headers.isEmpty()) {
            return;
        }
        if (!settings.tuplesOnly() || rows > 1 || border == 2) {
            rule(settings.tuplesOnly() ? "" : border == 0 ? "* Record " + rows : "[ RECORD " + rows + " ]");
        }
        for (int i = 0; i < headers.size(); i++) {
            String cell = cells.get(i);
            cell(headers.get(i).lines(), CellText.of(cell == null ? settings.nullText() : cell).lines());
        }
    }

    @Override
    public void end() throws IOException {
        boolean empty = rows == 0 || headers.isEmpty();
        if (border == 2 && !empty) {
            rule("");
        }
        boolean wanted = settings.footer() && !settings.tuplesOnly();
        if (wanted && (empty || !footer.isEmpty())) {
            out.append(empty ? "" : "\n").append(PsqlPrinter.footer(footer, rows)).append('\n');
        }
        out.append('\n');
    }

    /// The line above a record: its name set into dashes that lead up to where the bar will be, and on.
    private void rule(String name) throws IOException {
        char dash = border > 0 ? '-' : ' ';
        StringBuilder line = new StringBuilder(border == 2 ? "+-" : border == 1 ? "-" : "").append(name);
        int before = border == 2 ? 2 : border;
        int bar = before + headerWidth + (border == 2 ? 1 : 0);
        int end = bar + (border == 0 ? 0 : 2) + cellWidth;
        for (int i = line.length(); i < end; i++) {
            line.append(border > 0 && i == bar ? '+' : dash);
        }
        out.append(line).append(border == 2 ? "-+\n" : "\n");
    }

    private void cell(List<CellText.Line> header, List<CellText.Line> cell) throws IOException {
        for (int line = 0; line < Math.max(header.size(), cell.size()); line++) {
            out.append(border == 2 ? "|" : "");
            headerPart(header, line);
            out.append(border > 0 ? "|" : "");
            cellPart(cell, line);
            out.append('\n');
        }
    }

    private void headerPart(List<CellText.Line> header, int line) throws IOException {
        if (line >= header.size()) {
            pad(headerWidth + border + (border == 0 && tallHeaders ? 1 : 0));
            return;
        }
        out.append(border == 2 ? " " : "").append(header.get(line).text());
        pad(headerWidth - header.get(line).width());
        if (border > 0 || tallHeaders) {
            out.append(line < header.size() - 1 ? '+' : ' ');
        }
    }

    private void cellPart(List<CellText.Line> cell, int line) throws IOException {
        if (line >= cell.size()) {
            pad(border == 2 ? cellWidth + 2 : 0).append(border == 2 ? "|" : "");
            return;
        }
        boolean goesOn = line < cell.size() - 1;
        out.append(' ').append(cell.get(line).text());
        if (border == 2 || (goesOn && tallCells)) {
            pad(cellWidth - cell.get(line).width()).append(goesOn ? "+" : " ");
        }
        out.append(border == 2 ? "|" : "");
    }

    private Appendable pad(int width) throws IOException {
        return out.append(" ".repeat(Math.max(0, width)));
    }
}
