package dev.runbook.table.paste;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.table.CellText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a pasted table is drawn: how many columns it has, whether bars stand around it, where its line of dashes
/// has its crossings.
///
/// @param leading whether each line begins with a bar
/// @param trailing whether each line ends with a bar
record PastedLayout(int columns, boolean leading, boolean trailing, PastedLine rule) {

    /// The layout that a header line shows.
    static PastedLayout of(PastedLine header, PastedLine rule) {
        List<Passage> pieces = header.pieces();
        boolean barred = pieces.size() > 1;
        boolean leading = barred && isBlank(pieces.getFirst());
        boolean trailing = barred && pieces.size() > (leading ? 2 : 1) && isBlank(pieces.getLast());
        return new PastedLayout(pieces.size() - (leading ? 1 : 0) - (trailing ? 1 : 0), leading, trailing, rule);
    }

    /// The cells of a line, spaces and all; null, and a problem, when they are not as many as the columns.
    @Nullable
    List<Passage> cells(PastedLine line, Problems problems) {
        List<Passage> pieces = new ArrayList<>(line.pieces());
        boolean framed = true;
        if (leading) {
            framed = isBlank(pieces.removeFirst());
        }
        if (trailing && !pieces.isEmpty()) {
            framed &= isBlank(pieces.removeLast());
        }
        if (pieces.size() != columns) {
            problems.error(line.content().span(), "this row has " + count(pieces.size(), "cell") + ", the header has "
                    + count(columns, "column"),
                    pieces.size() > columns
                            ? "Write `\\|` for a bar that belongs to the text."
                            : "Give each column a cell: blank is the empty text, `NULL` is null, `*` is anything.");
            return null;
        }
        if (!framed) {
            problems.error(line.content().span(), "this row is not drawn like the header",
                    "Begin and end each row with a bar as the header does, or take the header's outer bars away.");
            return null;
        }
        return pieces;
    }

    /// Whether the line's bars stand under each other with the crossings of the line of dashes, as psql prints them.
    boolean isExact(PastedLine line) {
        return line.barColumns().equals(rule.crossings());
    }

    /// Whether psql drew it: Markdown has bars in its line of dashes, and no cells that go on below.
    boolean isPsql() {
        return rule.text().indexOf('|') < 0;
    }

    /// Whether a bar follows the column's cells.
    boolean isClosed(int column) {
        return trailing || column < columns - 1;
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static boolean isBlank(Passage piece) {
        return CellText.trim(piece.text()).isEmpty();
    }
}
