package dev.runbook.report.text;

/// The fence around a block of code in Markdown: longer than any run of backticks in the block.
public final class Fence {
    private static final int SHORTEST = 3;

    private Fence() {}

    /// The fence for a text.
    public static String around(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(Math.max(SHORTEST, longest + 1));
    }
}
