package dev.runbook.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean": the valid word that is nearest to a wrong one.
public final class Suggestion {
    private Suggestion() {}

    /// The nearest of the valid words, if one is near enough to be meant: at most a third of its letters differ.
    public static Optional<String> nearest(String wrong, Collection<String> valid) {
        return valid.stream()
                .filter(word -> distance(wrong, word) <= Math.max(1, Math.max(wrong.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> distance(wrong, word)).thenComparing(word -> word));
    }

    /// `Did you mean "x"?` with a space before it, or nothing.
    public static String didYouMean(String wrong, Collection<String> valid) {
        return nearest(wrong, valid).map(word -> " Did you mean \"" + word + "\"?").orElse("");
    }

    /// Optimal string alignment: insertions, deletions, substitutions and swapped neighbours, letter case aside.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
