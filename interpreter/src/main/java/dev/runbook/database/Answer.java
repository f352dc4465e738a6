package dev.runbook.database;

import dev.runbook.database.wire.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server answered to one command.
public sealed interface Answer {

    /// The command's tag: `SELECT 3`, `UPDATE 2`, `COMMIT`, `CREATE TABLE`; empty for an empty statement.
    String tag();

    /// A command that returned no rows.
    record Done(String tag) implements Answer {}

    /// A command that returned rows, perhaps none.
    ///
    /// @param rows the first of them, each cell as the server printed it, null for NULL
    /// @param count how many there were in all
    record Rows(List<Column> columns, List<List<@Nullable String>> rows, long count, String tag) implements Answer {
        public Rows {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// How many rows the tag says were touched, or -1 where it says nothing of rows.
    default long affected() {
        String number = tag().substring(tag().lastIndexOf(' ') + 1);
        boolean counts = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return counts ? Long.parseLong(number) : -1;
    }
}
