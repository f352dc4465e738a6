package dev.runbook.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/// Pairs rows with what is wanted of them, each with one at most.
final class Pairing {
    private final int[] rowOf;
    private final int rows;
    private final BiPredicate<Integer, Integer> fits;

    private Pairing(int rows, int wanted, BiPredicate<Integer, Integer> fits) {
        this.rows = rows;
        this.rowOf = new int[wanted];
        this.fits = fits;
        Arrays.fill(rowOf, -1);
    }

    /// The rows that fit what stands in the same place.
    static Set<Integer> inOrder(int rows, int wanted, BiPredicate<Integer, Integer> fits) {
        Set<Integer> matched = new HashSet<>();
        for (int i = 0; i < Math.min(rows, wanted); i++) {
            if (fits.test(i, i)) {
                matched.add(i);
            }
        }
        return matched;
    }

    /// As many rows as can be paired: a row that fits several makes way for one that fits only one of them. Kuhn's
    /// algorithm for bipartite matching.
    static Set<Integer> inAnyOrder(int rows, int wanted, BiPredicate<Integer, Integer> fits) {
        return new Pairing(rows, wanted, fits).matched();
    }

    private Set<Integer> matched() {
        for (int row = 0; row < rows; row++) {
            place(row, new boolean[rowOf.length]);
        }
        Set<Integer> matched = new HashSet<>();
        for (int row : rowOf) {
            matched.add(row);
        }
        return matched;
    }

    private boolean place(int row, boolean[] tried) {
        for (int at = 0; at < rowOf.length; at++) {
            if (!tried[at] && fits.test(row, at)) {
                tried[at] = true;
                if (rowOf[at] < 0 || place(rowOf[at], tried)) {
                    rowOf[at] = row;
                    return true;
                }
            }
        }
        return false;
    }
}
