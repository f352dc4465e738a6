package dev.runbook.table.compare;

import dev.runbook.table.compare.TableComparison.RowResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Pairs the rows that found no partner by likeness, so that people see one row changed rather than one missing and
/// one unexpected. This is for the eye only: what is left over has failed already.
final class LeftoverPairs {
    /// Beyond so many pairs, likeness is not looked for.
    private static final long MOST_PAIRS = 250_000;

    /// Two rows that are alike, by how many cells differ.
    private record Likeness(int expected, int actual, int differing) {}

    private final RowGrid grid;
    private final int[] expected;
    private final int[] actual;

    private LeftoverPairs(RowGrid grid, int[] partnerOfExpected, int[] partnerOfActual) {
        this.grid = grid;
        this.expected = without(partnerOfExpected);
        this.actual = without(partnerOfActual);
    }

    /// The verdict on each row: expected ones in their order, then those that nothing asked for.
    ///
    /// @param partnerOfExpected for each expected row its found row, or -1
    /// @param partnerOfActual for each found row its expected row, or -1
    static List<RowResult> complete(RowGrid grid, int[] partnerOfExpected, int[] partnerOfActual) {
        Map<Integer, Integer> changed = new LeftoverPairs(grid, partnerOfExpected, partnerOfActual).pairs();
        Set<Integer> shown = Set.copyOf(changed.values());
        List<RowResult> rows = new ArrayList<>();
        for (int i = 0; i < partnerOfExpected.length; i++) {
            if (partnerOfExpected[i] >= 0) {
                rows.add(new RowResult.Same(i, partnerOfExpected[i]));
            } else {
                Integer partner = changed.get(i);
                rows.add(partner == null ? new RowResult.Missing(i) : grid.judge(i, partner));
            }
        }
        for (int i = 0; i < partnerOfActual.length; i++) {
            if (partnerOfActual[i] < 0 && !shown.contains(i)) {
                rows.add(new RowResult.Unexpected(i));
            }
        }
        return rows;
    }

    private Map<Integer, Integer> pairs() {
        Map<Integer, Integer> pairs = new HashMap<>();
        if (expected.length == 1 && actual.length == 1) {
            pairs.put(expected[0], actual[0]);
        } else if ((long) expected.length * actual.length <= MOST_PAIRS) {
            boolean[] taken = new boolean[grid.actualRows()];
            for (Likeness likeness : likenesses()) {
                if (!pairs.containsKey(likeness.expected) && !taken[likeness.actual]) {
                    pairs.put(likeness.expected, likeness.actual);
                    taken[likeness.actual] = true;
                }
            }
        }
        return pairs;
    }

    /// Pairs of rows that agree in at least half of the cells that say something, the most alike first.
    private List<Likeness> likenesses() {
        List<Likeness> found = new ArrayList<>();
        for (int e : expected) {
            int telling = grid.telling(e);
            for (int a : actual) {
                int differing = grid.differing(e, a).size();
                if (differing < telling && 2 * differing <= telling) {
                    found.add(new Likeness(e, a, differing));
                }
            }
        }
        found.sort(Comparator.comparingInt(Likeness::differing));
        return found;
    }

    private static int[] without(int[] partners) {
        return IntStream.range(0, partners.length).filter(i -> partners[i] < 0).toArray();
    }
}
