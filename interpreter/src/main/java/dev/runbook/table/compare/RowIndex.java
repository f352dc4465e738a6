package dev.runbook.table.compare;

import dev.runbook.table.CellPattern;
import dev.runbook.table.CellText;
import dev.runbook.table.ExpectedTable.Cell;
import dev.runbook.table.ExpectedTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the found rows that each expected row accepts: by their printed texts where no wildcard stands, by looking
/// at all of them otherwise. Rows that are written alike share one answer.
final class RowIndex {
    private final RowGrid grid;
    private final Map<List<@Nullable String>, List<Integer>> printed = new HashMap<>();
    private final Map<List<String>, int[]> answers = new HashMap<>();

    RowIndex(RowGrid grid) {
        this.grid = grid;
        for (int i = 0; i < grid.actualRows(); i++) {
            printed.computeIfAbsent(printed(i), _ -> new ArrayList<>()).add(i);
        }
    }

    /// For each expected row, the found rows that it accepts, in order.
    int[][] accepted() {
        return IntStream.range(0, grid.expectedRows()).mapToObj(this::accepted).toArray(int[][]::new);
    }

    private int[] accepted(int expected) {
        Row row = grid.expected().rows().get(expected);
        List<Cell> cells = grid.columns().stream().map(column -> row.cells().get(column.expected())).toList();
        List<String> key = cells.stream().map(RowIndex::key).toList();
        return answers.computeIfAbsent(key, _ -> candidates(cells).filter(i -> grid.accepts(expected, i)).toArray());
    }

    private IntStream candidates(List<Cell> cells) {
        if (!cells.stream().allMatch(cell -> cell.pattern().isLiteral())) {
            return IntStream.range(0, grid.actualRows());
        }
        List<@Nullable String> texts = new ArrayList<>();
        cells.forEach(cell -> texts.add(printed(cell.pattern())));
        return printed.getOrDefault(texts, List.of()).stream().mapToInt(Integer::intValue);
    }

    private List<@Nullable String> printed(int actual) {
        List<@Nullable String> texts = new ArrayList<>();
        grid.columns().forEach(column -> texts.add(printed(grid.actual().rows().get(actual).get(column.actual()))));
        return texts;
    }

    private static @Nullable String printed(@Nullable String value) {
        return value == null ? null : CellText.of(value).trimmed();
    }

    private static @Nullable String printed(CellPattern literal) {
        return switch (literal) {
            case CellPattern.Printed(String text) -> text;
            case CellPattern.Exactly(String text) -> printed(text);
            case CellPattern.Null _,CellPattern.Any _,CellPattern.Matches _ -> null;
        };
    }

    /// Patterns of different kinds never have the same key.
    private static String key(Cell cell) {
        return switch (cell.pattern()) {
            case CellPattern.Any _ -> "*";
            case CellPattern.Null _ -> "0";
            case CellPattern.Printed(String text) -> "p" + text;
            case CellPattern.Exactly(String text) -> text == null ? "0" : "e" + text;
            case CellPattern.Matches matches -> "/" + matches.pattern().pattern();
        };
    }
}
