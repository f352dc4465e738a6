package dev.runbook.table.compare;

import dev.runbook.table.CellPattern;
import dev.runbook.table.ExpectedTable;
import dev.runbook.table.Table;
import dev.runbook.table.compare.TableComparison.Pair;
import dev.runbook.table.compare.TableComparison.RowResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Expected rows against found ones, in the columns that both have.
record RowGrid(ExpectedTable expected, Table actual, List<Pair> columns) {

    int expectedRows() {
        return expected.rows().size();
    }

    int actualRows() {
        return actual.rows().size();
    }

    /// Whether a found row is what an expected row asks for.
    boolean accepts(int expectedRow, int actualRow) {
        return columns.stream().allMatch(column -> accepts(column, expectedRow, actualRow));
    }

    /// Which columns of a found row are not what an expected row asks for, by their places in the common columns.
    List<Integer> differing(int expectedRow, int actualRow) {
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!accepts(columns.get(i), expectedRow, actualRow)) {
                differing.add(i);
            }
        }
        return differing;
    }

    /// How many of a row's expected cells say something, as `*` doesn't.
    int telling(int expectedRow) {
        List<ExpectedTable.Cell> cells = expected.rows().get(expectedRow).cells();
        return Math.toIntExact(columns.stream()
                .filter(column -> !(cells.get(column.expected()).pattern() instanceof CellPattern.Any)).count());
    }

    /// The verdict on two rows that belong together.
    RowResult judge(int expectedRow, int actualRow) {
        List<Integer> differing = differing(expectedRow, actualRow);
        return differing.isEmpty()
                ? new RowResult.Same(expectedRow, actualRow)
                : new RowResult.Changed(expectedRow, actualRow, differing);
    }

    private boolean accepts(Pair column, int expectedRow, int actualRow) {
        @Nullable
        String cell = actual.rows().get(actualRow).get(column.actual());
        return expected.rows().get(expectedRow).cells().get(column.expected()).pattern().accepts(cell);
    }
}
