package dev.runbook.table.compare;

import dev.runbook.table.CellPattern;
import dev.runbook.table.CellSyntax;
import dev.runbook.table.Column;
import dev.runbook.table.ExpectedTable;
import dev.runbook.table.compare.TableComparison.Pair;
import dev.runbook.table.compare.TableComparison.RowResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows how a table differs from the expected one: a line for each row that differs, with two rows around it, and
/// at the line's start `-` for a row missing, `+` for one unexpected, `!` for one changed, whose cells read
/// `expected -> found`.
final class DifferenceText {
    private static final int AROUND = 2;
    private static final int MOST_DIFFERENCES = 100;

    private final TableComparison comparison;
    private final List<String> names;

    DifferenceText(TableComparison comparison) {
        this.comparison = comparison;
        this.names = comparison.columns().stream()
                .map(column -> comparison.expected().columns().get(column.expected()).name()).toList();
    }

    String render() {
        List<String> lines = new ArrayList<>(columns());
        if (comparison.columns().isEmpty()) {
            lines.add("expected " + counted(comparison.expected().rows().size(), "row") + ", found "
                    + comparison.actual().rows().size());
        } else if (!comparison.rows().stream().allMatch(row -> row instanceof RowResult.Same)) {
            lines.add(summary());
            lines.addAll(new MarkedTable(names, rows()).lines());
            lines.addAll(notes());
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private List<String> columns() {
        List<String> found = new ArrayList<>();
        comparison.missing().forEach(name -> found.add("column missing: " + name));
        comparison.unexpected().forEach(name -> found.add("column unexpected: " + name));
        if (comparison.reordered()) {
            found.add("columns in another order: " + String.join(", ", comparison.actual().names()) + "; expected "
                    + String.join(", ", comparison.expected().names()));
        }
        return found;
    }

    private String summary() {
        long missing = count(RowResult.Missing.class);
        long unexpected = count(RowResult.Unexpected.class);
        long changed = count(RowResult.Changed.class);
        return "rows: " + missing + " missing (-), " + unexpected + " unexpected (+), " + changed
                + " changed (! expected -> found), " + count(RowResult.Same.class) + " as expected";
    }

    private long count(Class<? extends RowResult> kind) {
        return comparison.rows().stream().filter(kind::isInstance).count();
    }

    private List<MarkedTable.Line> rows() {
        List<MarkedTable.Line> lines = new ArrayList<>();
        int hidden = 0;
        int differences = 0;
        for (int i = 0; i < comparison.rows().size(); i++) {
            RowResult row = comparison.rows().get(i);
            differences += row instanceof RowResult.Same ? 0 : 1;
            if (differences > MOST_DIFFERENCES || !isNearDifference(i)) {
                hidden++;
                continue;
            }
            addHidden(lines, hidden);
            hidden = 0;
            lines.add(line(row));
        }
        addHidden(lines, hidden);
        return lines;
    }

    private static void addHidden(List<MarkedTable.Line> lines, int hidden) {
        if (hidden > 0) {
            lines.add(new MarkedTable.Gap("... " + counted(hidden, "more row")));
        }
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private boolean isNearDifference(int index) {
        List<RowResult> rows = comparison.rows();
        return rows.subList(Math.max(0, index - AROUND), Math.min(rows.size(), index + AROUND + 1)).stream()
                .anyMatch(row -> !(row instanceof RowResult.Same));
    }

    private MarkedTable.Line line(RowResult row) {
        return switch (row) {
            case RowResult.Same(_, int actual) -> new MarkedTable.Cells(' ', found(actual));
            case RowResult.Unexpected(int actual) -> new MarkedTable.Cells('+', found(actual));
            case RowResult.Missing(int expected) -> new MarkedTable.Cells('-', comparison.columns().stream()
                    .map(column -> MarkedTable.cut(written(expected, column))).toList());
            case RowResult.Changed changed -> new MarkedTable.Cells('!', changed(changed));
        };
    }

    private List<String> found(int row) {
        return comparison.columns().stream().map(column -> MarkedTable.cut(CellSyntax.write(value(row, column))))
                .toList();
    }

    private List<String> changed(RowResult.Changed row) {
        List<String> cells = new ArrayList<>(found(row.actual()));
        for (int i : row.columns()) {
            Pair column = comparison.columns().get(i);
            cells.set(i, MarkedTable.change(written(row.expected(), column), value(row.actual(), column)));
        }
        return cells;
    }

    private String written(int row, Pair column) {
        return cell(row, column).written().replace("\n", "⏎");
    }

    private ExpectedTable.Cell cell(int row, Pair column) {
        return comparison.expected().rows().get(row).cells().get(column.expected());
    }

    private @Nullable String value(int row, Pair column) {
        return comparison.actual().rows().get(row).get(column.actual());
    }

    /// What is easily mistaken.
    private Set<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        for (RowResult row : comparison.rows()) {
            if (row instanceof RowResult.Changed(int expected, int actual, List<Integer> columns)) {
                columns.forEach(i -> note(expected, actual, comparison.columns().get(i), notes));
            }
        }
        return notes;
    }

    private void note(int expectedRow, int actualRow, Pair column, Set<String> notes) {
        String value = value(actualRow, column);
        CellPattern pattern = cell(expectedRow, column).pattern();
        if (pattern.equals(new CellPattern.Printed("")) && value == null) {
            notes.add("note: a blank cell is the empty text; write NULL where null is meant");
        } else if (pattern instanceof CellPattern.Null && "".equals(value)) {
            notes.add("note: NULL is null; leave the cell blank where the empty text is meant");
        } else if (comparison.actual().columns().get(column.actual()).type() == Column.BOOL
                && pattern instanceof CellPattern.Printed(String text) && text.matches("(?i)true|false|yes|no")) {
            notes.add("note: psql prints booleans as t and f");
        }
    }
}
