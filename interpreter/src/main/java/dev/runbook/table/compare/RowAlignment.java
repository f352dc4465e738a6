package dev.runbook.table.compare;

import dev.runbook.table.compare.TableComparison.RowResult;
import java.util.ArrayList;
import java.util.List;

/// Compares rows whose order counts: the alignment with the least cost, where a row missing or unexpected costs as
/// much as half of its cells changed twice over, by the Wagner-Fischer algorithm.
final class RowAlignment {
    /// Beyond so many pairs of rows, rows are compared place by place.
    private static final long MOST_PAIRS = 1_000_000;

    private final RowGrid grid;
    private final int from;
    private final int expected;
    private final int actual;
    private final int gap;

    private RowAlignment(RowGrid grid, int from, int expected, int actual) {
        this.grid = grid;
        this.from = from;
        this.expected = expected;
        this.actual = actual;
        this.gap = Math.max(1, grid.columns().size());
    }

    static List<RowResult> align(RowGrid grid) {
        int most = Math.min(grid.expectedRows(), grid.actualRows());
        int head = 0;
        while (head < most && grid.accepts(head, head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head
                && grid.accepts(grid.expectedRows() - 1 - tail, grid.actualRows() - 1 - tail)) {
            tail++;
        }
        int expected = grid.expectedRows() - head - tail;
        int actual = grid.actualRows() - head - tail;
        List<RowResult> rows = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            rows.add(new RowResult.Same(i, i));
        }
        rows.addAll((long) expected * actual > MOST_PAIRS
                ? placeByPlace(grid, head, expected, actual)
                : new RowAlignment(grid, head, expected, actual).middle());
        for (int i = tail; i > 0; i--) {
            rows.add(new RowResult.Same(grid.expectedRows() - i, grid.actualRows() - i));
        }
        return rows;
    }

    private static List<RowResult> placeByPlace(RowGrid grid, int from, int expected, int actual) {
        List<RowResult> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(expected, actual); i++) {
            rows.add(i >= expected
                    ? new RowResult.Unexpected(from + i)
                    : i >= actual ? new RowResult.Missing(from + i) : grid.judge(from + i, from + i));
        }
        return rows;
    }

    private List<RowResult> middle() {
        int[][] cost = new int[expected + 1][actual + 1];
        int[][] change = new int[expected][actual];
        for (int i = 0; i <= expected; i++) {
            for (int j = 0; j <= actual; j++) {
                if (i > 0 && j > 0) {
                    change[i - 1][j - 1] = 2 * grid.differing(from + i - 1, from + j - 1).size();
                    cost[i][j] = Math.min(cost[i - 1][j - 1] + change[i - 1][j - 1],
                            Math.min(cost[i - 1][j], cost[i][j - 1]) + gap);
                } else {
                    cost[i][j] = (i + j) * gap;
                }
            }
        }
        return walkBack(cost, change);
    }

    private List<RowResult> walkBack(int[][] cost, int[][] change) {
        List<RowResult> rows = new ArrayList<>();
        int i = expected;
        int j = actual;
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + change[i - 1][j - 1]) {
                rows.add(grid.judge(from + --i, from + --j));
            } else if (i > 0 && cost[i][j] == cost[i - 1][j] + gap) {
                rows.add(new RowResult.Missing(from + --i));
            } else {
                rows.add(new RowResult.Unexpected(from + --j));
            }
        }
        return rows.reversed();
    }
}
