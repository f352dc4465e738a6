package dev.runbook.source;

/// Whole lines of a file that are not in its source's text: they stay in the file.
///
/// @param offset where in the text they would stand: the beginning of the line behind them
/// @param lines how many
public record Omission(int offset, int lines, Stretch bytes) {}
