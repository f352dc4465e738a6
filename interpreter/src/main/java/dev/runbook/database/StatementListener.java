package dev.runbook.database;

import dev.runbook.database.wire.Column;
import dev.runbook.database.wire.ServerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who wants to see a statement at work: every row, every notice, in the order in which the server sends them,
/// while it runs. An exception thrown here surfaces after the statement has ended.
public interface StatementListener {
    /// Wants nothing.
    StatementListener NONE = new StatementListener() {
    };

    /// A result begins.
    default void columns(List<Column> columns) {}

    default void row(List<@Nullable String> cells) {}

    /// A command ended with its tag; the next one of the same statement may follow.
    default void done(String tag) {}

    default void notice(ServerMessage notice) {}
}
