package dev.runbook.table.psql;

import dev.runbook.table.Column;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// psql's CSV format: a header, a line for each row (expanded: for each cell), no footer.
final class CsvPrinter implements RowPrinter {
    private final PrintSettings settings;
    private final List<String> names;
    private final Appendable out;
    private final StringBuilder text = new StringBuilder();

    CsvPrinter(PrintSettings settings, List<Column> columns, Appendable out) throws IOException {
        this.settings = settings;
        this.names = columns.stream().map(Column::name).toList();
        this.out = out;
        if (!settings.tuplesOnly() && !settings.expanded()) {
            line(names);
        }
    }

    @Override
    public void row(List<@Nullable String> cells) throws IOException {
        if (!settings.expanded() && !cells.isEmpty()) {
            line(cells);
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line(List.of(names.get(i), cell == null ? settings.nullText() : cell));
        }
    }

    @Override
    public void end() {
        // psql prints nothing below CSV.
    }

    private void line(List<? extends @Nullable String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (i > 0) {
                text.append(settings.csvSeparator());
            }
            field(cell == null ? settings.nullText() : cell);
        }
        out.append(text.append('\n'));
        text.setLength(0);
    }

    private void field(String value) {
        if (needsQuotes(value)) {
            text.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            text.append(value);
        }
    }

    /// A field `\.` alone would end the data of a COPY.
    private boolean needsQuotes(String value) {
        char separator = settings.csvSeparator();
        if (value.equals("\\.") || separator == '\\' || separator == '.') {
            return true;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == separator || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
