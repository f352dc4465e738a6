package dev.runbook.table;

import dev.runbook.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table that a result is compared with.
///
/// @param place where it is written, or null when it was not written but found
public record ExpectedTable(List<Header> columns, List<Row> rows, @Nullable Span place) {

    /// A column's name and where it is written.
    public record Header(String name, @Nullable Span place) {}

    /// A row, with as many cells as there are columns.
    public record Row(List<Cell> cells, @Nullable Span place) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// A cell's expectation, how it is written, and where.
    public record Cell(CellPattern pattern, String written, @Nullable Span place) {}

    public ExpectedTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// What is satisfied by the same table only: as `same_as` needs it.
    public static ExpectedTable exactly(Table table) {
        List<Header> columns = table.names().stream().map(name -> new Header(name, null)).toList();
        List<Row> rows = table.rows().stream()
                .map(row -> new Row(row.stream().map(ExpectedTable::exactly).collect(Collectors.toList()), null))
                .toList();
        return new ExpectedTable(columns, rows, null);
    }

    /// The columns' names, in order.
    public List<String> names() {
        return columns.stream().map(Header::name).toList();
    }

    private static Cell exactly(@Nullable String value) {
        return new Cell(new CellPattern.Exactly(value), CellSyntax.write(value), null);
    }
}
