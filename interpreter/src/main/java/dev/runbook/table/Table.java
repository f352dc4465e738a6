package dev.runbook.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result held in memory: its columns, and its rows of cells in the server's own text output, null for NULL.
public record Table(List<Column> columns, List<List<@Nullable String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(Table::copy).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("each row needs a cell for each of " + width + " columns");
        }
    }

    /// The columns' names, in order.
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private static List<@Nullable String> copy(List<@Nullable String> row) {
        return Collections.unmodifiableList(new ArrayList<>(row));
    }
}
