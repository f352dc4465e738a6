package dev.runbook.database;

/// A connection that can be asked something, outside any transaction.
@FunctionalInterface
public interface Questions {
    StatementResult execute(String sql);
}
