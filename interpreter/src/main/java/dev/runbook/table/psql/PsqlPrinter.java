package dev.runbook.table.psql;

import dev.runbook.table.Column;
import dev.runbook.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints results byte for byte as psql does.
///
/// Aligned formats need the widths of all rows before the first is printed: [#measure] them, then [#print] them.
/// The others, told apart by [#needsMeasure], print each row as it comes, in flat memory.
public record PsqlPrinter(PrintSettings settings) {

    /// Whether rows must be measured before they are printed.
    public boolean needsMeasure() {
        return settings.format() == PrintSettings.Format.ALIGNED;
    }

    /// An empty measure, for rows to be added to.
    public Measure measure(List<Column> columns) {
        return new Measure(columns, settings.nullText());
    }

    /// Begins a print whose rows will all have been measured; the header is printed at once.
    ///
    /// @param measure of all rows that will follow; formats that need none take an empty one
    public RowPrinter print(List<Column> columns, Measure measure, Appendable out) throws IOException {
        return print(columns, measure, "", out);
    }

    /// A whole table.
    public String print(Table table) {
        return text(table, "");
    }

    /// The first rows of a result of `total` rows; the footer says so: `(20 of 1000 rows)`.
    public String head(Table head, long total) {
        long shown = head.rows().size();
        return text(head, shown == total ? "" : "(" + shown + " of " + total + " rows)");
    }

    /// The given footer if there is one, else the count of rows.
    static String footer(String given, long rows) {
        return given.isEmpty() ? rows == 1 ? "(1 row)" : "(" + rows + " rows)" : given;
    }

    private String text(Table table, String footer) {
        Measure measure = measure(table.columns());
        table.rows().forEach(measure::add);
        StringBuilder out = new StringBuilder();
        try {
            RowPrinter printer = print(table.columns(), measure, footer, out);
            for (List<@Nullable String> row : table.rows()) {
                printer.row(row);
            }
            printer.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder refused a text", e);
        }
        return out.toString();
    }

    private RowPrinter print(List<Column> columns, Measure measure, String footer, Appendable out) throws IOException {
        return switch (settings.format()) {
            case ALIGNED -> settings.expanded()
                    ? new ExpandedPrinter(settings, measure, footer, out)
                    : new AlignedPrinter(settings, columns, measure, footer, out);
            case UNALIGNED -> settings.expanded()
                    ? new UnalignedPrinter.Expanded(settings, columns, footer, out)
                    : new UnalignedPrinter(settings, columns, footer, out);
            case CSV -> new CsvPrinter(settings, columns, out);
        };
    }
}
