package dev.runbook.table.paste;

import dev.runbook.problem.Problems;
import dev.runbook.table.ExpectedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a pasted table below its line of dashes: rows, perhaps a footer, perhaps what psql timed.
final class PastedBody {
    private static final Pattern FOOTER = Pattern.compile("\\((\\d{1,9}) \\p{L}+\\)");
    private static final Pattern TIMING = Pattern.compile("\\p{L}+: [\\d.,]+ ms(?: \\(.*\\))?");

    private final PastedLayout layout;
    private final List<PastedLine> lines;
    private final @Nullable PastedLine footer;

    PastedBody(PastedLayout layout, List<PastedLine> below) {
        this.layout = layout;
        this.lines = new ArrayList<>(below);
        boolean counted = below.stream().anyMatch(line -> FOOTER.matcher(line.trimmed()).matches());
        while (counted && endsWith(TIMING)) {
            dropLast();
        }
        this.footer = endsWith(FOOTER) ? dropLast() : null;
        if (layout.leading() && layout.trailing() && !lines.isEmpty() && lastWritten().isEdge()) {
            dropLast();
        }
    }

    /// The rows; what can't be read is a problem, and left out.
    ///
    /// In a table of one column a blank line could be a row with an empty text: the footer's count decides, and
    /// without a footer nobody can.
    List<ExpectedTable.Row> rows(Problems problems) {
        PastedLine blank = lines.stream().filter(PastedLine::isBlank).findFirst().orElse(null);
        boolean doubtful = layout.columns() == 1 && blank != null;
        List<ExpectedTable.Row> rows = rows(false, problems);
        if (doubtful && footer != null && rows.size() != count(footer)) {
            List<ExpectedTable.Row> withBlanks = rows(true, problems);
            rows = withBlanks.size() == count(footer) ? withBlanks : rows;
        }
        if (doubtful && footer == null && blank != null) {
            problems.error(blank.passage().span(), "is this line a row with an empty text, or just blank?",
                    "Take it out, or write `/^$/` for an empty text or `NULL` for null, or add psql's footer, which"
                            + " counts the rows.");
        } else if (footer != null && rows.size() != count(footer) && !problems.hasErrors()) {
            problems.error(footer.content().span(), "the footer counts " + count(footer) + ", the table has "
                    + PastedLayout.count(rows.size(), "row"), "Paste the whole table, or leave the footer out.");
        }
        return rows;
    }

    private List<ExpectedTable.Row> rows(boolean blanksAreRows, Problems problems) {
        List<ExpectedTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size();) {
            PastedLine line = lines.get(i);
            if (line.isBlank() && !blanksAreRows) {
                i++;
            } else if (layout.columns() > 1 && FOOTER.matcher(line.trimmed()).matches()) {
                problems.error(lastWritten().content().span(), "text below the table's footer",
                        "Keep one table only.");
                return rows;
            } else {
                i = row(i, rows, problems);
            }
        }
        return rows;
    }

    /// Reads the row that begins in a line, and says in which line the next one does.
    private int row(int first, List<ExpectedTable.Row> rows, Problems problems) {
        PastedRow row = new PastedRow(layout, problems);
        int next = first + 1;
        boolean readable = row.add(lines.get(first));
        while (readable && row.isOpen() && next < lines.size()) {
            PastedLine line = lines.get(next++);
            readable = (layout.columns() > 1 && line.isBlank()) || row.add(line);
        }
        if (readable && row.isOpen()) {
            problems.error(lines.get(first).content().span(), "this row goes on below, but the table ends",
                    "Paste the rest of it, or write `\\+` where a plus sign ends the text.");
        } else if (readable) {
            rows.add(row.row());
        }
        return next;
    }

    private boolean endsWith(Pattern pattern) {
        return !lines.isEmpty() && pattern.matcher(lastWritten().trimmed()).matches();
    }

    /// The last line that is not blank, or the first of all.
    private PastedLine lastWritten() {
        return lines.reversed().stream().filter(line -> !line.isBlank()).findFirst().orElse(lines.getFirst());
    }

    /// Takes away the last line that is not blank, and what is below it.
    private PastedLine dropLast() {
        PastedLine last = lastWritten();
        lines.subList(lines.lastIndexOf(last), lines.size()).clear();
        return last;
    }

    private static int count(PastedLine footer) {
        Matcher matcher = FOOTER.matcher(footer.trimmed());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
