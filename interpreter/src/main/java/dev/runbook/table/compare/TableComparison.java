package dev.runbook.table.compare;

import dev.runbook.table.ExpectedTable;
import dev.runbook.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How a result compares with the table that was expected: its columns, and row by row.
///
/// Columns are compared by name, and their order counts; rows are compared in the columns that both have.
///
/// @param missing expected columns that the result has not
/// @param unexpected columns of the result that were not expected; a name twice in the result is such a one too
/// @param reordered whether the common columns stand in another order
/// @param rows what became of each row, in expected order as far as there is one
public record TableComparison(ExpectedTable expected, Table actual, List<String> missing, List<String> unexpected,
        boolean reordered, List<Pair> columns, List<RowResult> rows) {

    /// A column that both have, by its places in the expected table and in the result.
    public record Pair(int expected, int actual) {}

    /// What became of a row; rows are numbered from 0.
    public sealed interface RowResult {

        /// Found as expected.
        record Same(int expected, int actual) implements RowResult {}

        /// Expected, and not found.
        record Missing(int expected) implements RowResult {}

        /// Found, and not expected.
        record Unexpected(int actual) implements RowResult {}

        /// Found with other cells than expected.
        ///
        /// @param columns which of the common columns differ, by their places in [TableComparison#columns]
        record Changed(int expected, int actual, List<Integer> columns) implements RowResult {
            public Changed {
                columns = List.copyOf(columns);
            }
        }
    }

    public TableComparison {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// Compares a result with what was expected.
    ///
    /// @param ordered whether rows must stand in the expected order; otherwise each expected row needs a row of
    ///        its own, in any order
    public static TableComparison compare(ExpectedTable expected, Table actual, boolean ordered) {
        List<Pair> columns = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < expected.columns().size(); i++) {
            String name = expected.columns().get(i).name();
            int found = find(name, actual, taken);
            if (found < 0) {
                missing.add(name);
            } else {
                taken.add(found);
                columns.add(new Pair(i, found));
            }
        }
        List<String> unexpected = IntStream.range(0, actual.columns().size()).filter(i -> !taken.contains(i))
                .mapToObj(i -> actual.columns().get(i).name()).toList();
        RowGrid grid = new RowGrid(expected, actual, columns);
        return new TableComparison(expected, actual, missing, unexpected, isReordered(columns), columns,
                ordered ? RowAlignment.align(grid) : RowMatching.match(grid));
    }

    /// Whether the result is what was expected, in columns and rows.
    public boolean isSame() {
        return hasSameColumns() && rows.stream().allMatch(row -> row instanceof RowResult.Same);
    }

    /// Whether the result has the expected columns in the expected order.
    public boolean hasSameColumns() {
        return missing.isEmpty() && unexpected.isEmpty() && !reordered;
    }

    /// The difference as text, for people.
    public String difference() {
        return new DifferenceText(this).render();
    }

    private static int find(String name, Table actual, Set<Integer> taken) {
        return IntStream.range(0, actual.columns().size())
                .filter(i -> !taken.contains(i) && actual.columns().get(i).name().equals(name)).findFirst().orElse(-1);
    }

    private static boolean isReordered(List<Pair> columns) {
        return IntStream.range(1, columns.size()).anyMatch(i -> columns.get(i).actual < columns.get(i - 1).actual);
    }
}
