package dev.runbook.table.paste;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.table.CellSyntax;
import dev.runbook.table.CellText;
import dev.runbook.table.ExpectedTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of a pasted table while it is read, line by line: a cell that ends with psql's `+` goes on in the next.
final class PastedRow {
    private final PastedLayout layout;
    private final Problems problems;
    private final List<StringBuilder> texts = new ArrayList<>();
    private final List<Passage> first = new ArrayList<>();
    private final boolean[] open;
    private @Nullable Span place;

    PastedRow(PastedLayout layout, Problems problems) {
        this.layout = layout;
        this.problems = problems;
        this.open = new boolean[layout.columns()];
    }

    /// Takes a line; false when it can't be read, and a problem says why.
    boolean add(PastedLine line) {
        List<Passage> cells = layout.cells(line, problems);
        if (cells == null) {
            return false;
        }
        Span before = place;
        Span here = line.content().span();
        place = before == null ? here : before.to(here);
        for (int i = 0; i < cells.size(); i++) {
            if (!add(i, cells.get(i), line, before == null)) {
                return false;
            }
        }
        return true;
    }

    /// Whether some cell goes on in the next line.
    boolean isOpen() {
        for (boolean cell : open) {
            if (cell) {
                return true;
            }
        }
        return false;
    }

    ExpectedTable.Row row() {
        List<ExpectedTable.Cell> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).toString();
            Passage written = first.get(i);
            cells.add(new ExpectedTable.Cell(CellSyntax.read(text, written, problems), text, written.span()));
        }
        return new ExpectedTable.Row(cells, place);
    }

    /// The cells' texts, as a header has them.
    List<ExpectedTable.Header> headers() {
        List<ExpectedTable.Header> headers = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            headers.add(new ExpectedTable.Header(texts.get(i).toString(), first.get(i).span()));
        }
        return headers;
    }

    private boolean add(int column, Passage cell, PastedLine line, boolean begins) {
        Passage content = new PastedLine(cell).content();
        if (begins) {
            texts.add(new StringBuilder());
            first.add(content);
        } else if (!open[column]) {
            return isBlankBelow(content);
        } else {
            texts.get(column).append('\n');
        }
        return addText(column, cell, content, line);
    }

    private boolean isBlankBelow(Passage content) {
        if (!content.text().isEmpty()) {
            problems.error(content.span(), "this line goes on with the row above, but this cell had ended there",
                    "Put psql's `+` at the end of the cell above, or write `\\+` above where a plus sign ends the"
                            + " text.");
        }
        return content.text().isEmpty();
    }

    private boolean addText(int column, Passage cell, Passage content, PastedLine line) {
        String text = content.text();
        boolean atEnd = cell.text().endsWith("+") || (!layout.isClosed(column) && text.endsWith("+"));
        open[column] = false;
        if (atEnd && text.endsWith("\\+")) {
            text = text.substring(0, text.length() - 2) + "+";
        } else if (atEnd && layout.isPsql()) {
            if (!layout.isExact(line)) {
                return refusePlus(content);
            }
            open[column] = layout.isClosed(column) || line.column(line.end() - 1) == layout.rule().end() - 1;
            text = open[column] ? CellText.trim(text.substring(0, text.length() - 1)) : text;
        }
        texts.get(column).append(text.replace("\\|", "|"));
        return true;
    }

    private boolean refusePlus(Passage content) {
        int end = content.text().length();
        problems.error(content.part(end - 1, end).span(), "does this `+` mean that the cell goes on below?",
                "If it belongs to the text, write `\\+`; if the cell goes on, put the bars and the `+` exactly under"
                        + " the line of dashes, as psql prints them.");
        return false;
    }
}
