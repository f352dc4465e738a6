package dev.runbook.table.paste;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.table.ExpectedTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads a table that was pasted as psql prints it: aligned, with border 1 or 2, or as Markdown has it.
///
/// The widths of its lines don't matter, nor do blank lines, a missing footer, or psql's timing below it. A table
/// that could mean two things is a problem, at the row or cell in question.
public final class PastedTable {
    private static final Pattern DRAWN = Pattern.compile("[─━═┼╪╬│┃║┌┐└┘├┤+|-]+");
    private static final Pattern BORDERLESS = Pattern.compile("-+(?: +-+)+");
    private static final Pattern RECORD = Pattern.compile("[+]?-\\[ RECORD \\d+ ].*");

    private final Problems problems = new Problems();
    private final Span whole;
    private final List<PastedLine> lines;

    private PastedTable(Passage table) {
        this.whole = table.span();
        this.lines = withoutBlankEnds(PastedLine.of(table));
    }

    /// The table, or null where problems say why it can't be read.
    public static @Nullable ExpectedTable parse(Passage table, Problems problems) {
        PastedTable pasted = new PastedTable(table);
        ExpectedTable read = pasted.read();
        pasted.problems.sorted().forEach(problems::add);
        return pasted.problems.hasErrors() ? null : read;
    }

    private @Nullable ExpectedTable read() {
        if (lines.isEmpty()) {
            problems.error(whole, "empty table", "Paste the table as psql prints it: header, line of dashes, rows.");
            return null;
        }
        int top = lines.getFirst().isEdge() ? 1 : 0;
        int rule = IntStream.range(top, lines.size()).filter(i -> lines.get(i).isRule()).findFirst().orElse(-1);
        if (rule < 0) {
            problems.add(unreadable());
            return null;
        }
        List<PastedLine> header = lines.subList(top, rule).stream().filter(line -> !line.isBlank()).toList();
        if (header.isEmpty()) {
            problems.error(lines.get(rule).content().span(), "no column names above the line of dashes",
                    "Put the header line back, as psql prints it.");
            return null;
        }
        PastedLayout layout = PastedLayout.of(header.getFirst(), lines.get(rule));
        List<ExpectedTable.Header> columns = headers(layout, header);
        if (problems.hasErrors()) {
            return null;
        }
        List<ExpectedTable.Row> rows = new PastedBody(layout, lines.subList(rule + 1, lines.size())).rows(problems);
        return new ExpectedTable(columns, rows, whole);
    }

    private List<ExpectedTable.Header> headers(PastedLayout layout, List<PastedLine> header) {
        PastedRow names = new PastedRow(layout, problems);
        for (int i = 0; i < header.size(); i++) {
            if (i > 0 && !names.isOpen()) {
                problems.error(header.get(i).content().span(), "more than one line above the line of dashes",
                        "Keep the table only: its header, the line of dashes, its rows.");
                return List.of();
            }
            if (!names.add(header.get(i))) {
                return List.of();
            }
        }
        checkRule(layout);
        List<ExpectedTable.Header> headers = names.headers();
        Set<String> seen = new HashSet<>();
        headers.forEach(column -> checkName(column, seen));
        return headers;
    }

    private void checkRule(PastedLayout layout) {
        String dashes = layout.rule().trimmed();
        int runs = Math.toIntExact(Pattern.compile("-+").matcher(dashes).results().count());
        if (runs != 1 && runs != layout.columns()) {
            problems.error(layout.rule().content().span(), "the line of dashes has " + PastedLayout.count(runs, "part")
                    + ", the header has " + PastedLayout.count(layout.columns(), "column"),
                    "Make them agree. Write `\\|` for a bar that belongs to a column's name.");
        }
    }

    private void checkName(ExpectedTable.Header column, Set<String> seen) {
        if (column.name().isEmpty()) {
            problems.error(column.place(), "a column without a name", "Write its name as the query gives it.");
        } else if (!seen.add(column.name())) {
            problems.error(column.place(), "column \"" + column.name() + "\" is here twice",
                    "Columns are compared by name: give them different names in the query with AS.");
        }
    }

    private Problem unreadable() {
        PastedLine first = lines.getFirst();
        PastedLine second = lines.size() > 1 ? lines.get(1) : first;
        if (RECORD.matcher(first.trimmed()).matches()) {
            return Problem.error(first.content().span(), "expanded records are not a table",
                    "Paste it without `\\x`, or list the rows under `records`.");
        }
        if (DRAWN.matcher(second.trimmed()).matches() || DRAWN.matcher(first.trimmed()).matches()) {
            return Problem.error(first.content().span(), "drawn with line-drawing characters",
                    "Paste it after `\\pset linestyle ascii`.");
        }
        if (BORDERLESS.matcher(second.trimmed()).matches()) {
            return Problem.error(second.content().span(), "columns without bars between them",
                    "Paste it after `\\pset border 1`: spaces alone can't tell where a cell ends.");
        }
        return Problem.error(first.content().span(), "no line of dashes below the header",
                "Write one below the column names, so that they can be told from rows: `---+---`.");
    }

    private static List<PastedLine> withoutBlankEnds(List<PastedLine> lines) {
        int start = 0;
        int end = lines.size();
        while (start < end && lines.get(start).isBlank()) {
            start++;
        }
        while (end > start && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(start, end);
    }
}
