package dev.runbook.source;

/// A place in a text as people count it: line and column from 1, the column in code points.
public record Position(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
