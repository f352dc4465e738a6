package dev.runbook.database.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is told of each message of the server, in the order in which they come, by the thread that reads them.
public interface Observer {
    /// Nobody.
    Observer NONE = new Observer() {
    };

    /// What was written to the server is on its way.
    default void sent() {}

    /// Rows begin.
    default void columns(List<Column> columns) {}

    /// A row, each cell as the server printed it, null for NULL.
    default void row(List<@Nullable String> cells) {}

    default void notice(ServerMessage notice) {}

    default void error(ServerMessage error) {}

    /// A command ended: `SELECT 3`, `COMMIT`, `CREATE TABLE`; empty for an empty statement.
    default void tag(String tag) {}
}
