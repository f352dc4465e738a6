package dev.runbook.database.locks;

import dev.runbook.database.StatementResult;

/// A connection that can be asked something, outside any transaction.
@FunctionalInterface
public interface Questions {
    StatementResult execute(String sql);
}
