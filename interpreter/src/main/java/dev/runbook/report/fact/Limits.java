package dev.runbook.report.fact;

/// How much of a fact is shown, in characters and rows.
public record Limits(int block, int cell, int rows) {
    /// So much that only a runaway output is cut.
    public static final Limits WIDE = new Limits(200_000, 10_000, 1_000);
}
