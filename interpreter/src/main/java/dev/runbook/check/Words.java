package dev.runbook.check;

import dev.runbook.value.Value;

/// How values are put into sentences.
final class Words {
    private static final int LONGEST = 200;

    private Words() {}

    /// Texts in quotes and cut when long, everything else as it is written.
    static String quote(Value value) {
        return switch (value) {
            case Value.Null _ -> "null";
            case Value.Text(String text) when text.contains("\n") ->
                '"' + cut(text.lines().findFirst().orElse("")) + "…\" (" + count(text.lines().count(), "line") + ")";
            case Value.Text(String text) -> '"' + cut(text) + '"';
            case Value.Bool _,Value.Int _,Value.Real _,Value.Lapse _,Value.Sequence _,Value.Dictionary _ ->
                cut(value.text());
        };
    }

    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "… (" + text.length() + " characters in all)";
    }
}
