package dev.runbook.table.compare;

import dev.runbook.table.compare.TableComparison.RowResult;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares rows whose order doesn't count: gives each expected row a found row of its own, for as many as can be,
/// by the Hopcroft-Karp algorithm. A row with a wildcard never takes one that another row needs.
final class RowMatching {
    private static final int NONE = -1;

    /// For each expected row, the found rows that it accepts.
    private final int[][] accepted;
    private final int[] partnerOfExpected;
    private final int[] partnerOfActual;
    private final int[] layer;

    private RowMatching(RowGrid grid) {
        this.accepted = new RowIndex(grid).accepted();
        this.partnerOfExpected = filled(grid.expectedRows());
        this.partnerOfActual = filled(grid.actualRows());
        this.layer = new int[grid.expectedRows()];
    }

    static List<RowResult> match(RowGrid grid) {
        RowMatching matching = new RowMatching(grid);
        while (matching.findLayers()) {
            for (int i = 0; i < grid.expectedRows(); i++) {
                if (matching.partnerOfExpected[i] == NONE) {
                    matching.augment(i);
                }
            }
        }
        return LeftoverPairs.complete(grid, matching.partnerOfExpected, matching.partnerOfActual);
    }

    /// Numbers the expected rows by their distance from one without a partner; false when no found row is free
    /// within reach, and the matching is as large as it can be.
    private boolean findLayers() {
        Arrays.fill(layer, NONE);
        Deque<Integer> queue = new ArrayDeque<>();
        for (int i = 0; i < layer.length; i++) {
            if (partnerOfExpected[i] == NONE) {
                layer[i] = 0;
                queue.add(i);
            }
        }
        boolean free = false;
        while (!queue.isEmpty()) {
            int row = queue.remove();
            for (int found : accepted[row]) {
                int owner = partnerOfActual[found];
                free |= owner == NONE;
                if (owner != NONE && layer[owner] == NONE) {
                    layer[owner] = layer[row] + 1;
                    queue.add(owner);
                }
            }
        }
        return free;
    }

    /// Looks for a chain of swaps that ends at a free found row, and makes the swaps. The chain is kept on a stack
    /// of our own, for it can be as long as the table.
    private void augment(int root) {
        Deque<Integer> path = new ArrayDeque<>(List.of(root));
        Map<Integer, Integer> next = new HashMap<>();
        while (!path.isEmpty()) {
            int row = path.getLast();
            int tried = next.merge(row, 1, Integer::sum) - 1;
            if (tried >= accepted[row].length) {
                layer[row] = NONE;
                path.removeLast();
                continue;
            }
            int owner = partnerOfActual[accepted[row][tried]];
            if (owner == NONE) {
                path.forEach(step -> swap(step, accepted[step][next.getOrDefault(step, 1) - 1]));
                return;
            }
            if (layer[owner] == layer[row] + 1) {
                path.addLast(owner);
            }
        }
    }

    private void swap(int expected, int actual) {
        partnerOfExpected[expected] = actual;
        partnerOfActual[actual] = expected;
    }

    private static int[] filled(int size) {
        int[] partners = new int[size];
        Arrays.fill(partners, NONE);
        return partners;
    }
}
