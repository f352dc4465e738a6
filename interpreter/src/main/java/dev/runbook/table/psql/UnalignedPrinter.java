package dev.runbook.table.psql;

import dev.runbook.table.Column;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// psql's unaligned format, `\a`: cells with separators between them, nothing padded, nothing escaped.
final class UnalignedPrinter implements RowPrinter {
    private final PrintSettings settings;
    private final String footer;
    private final Appendable out;
    private boolean begun;
    private long rows;

    UnalignedPrinter(PrintSettings settings, List<Column> columns, String footer, Appendable out) throws IOException {
        this.settings = settings;
        this.footer = footer;
        this.out = out;
        if (!settings.tuplesOnly()) {
            record(columns.stream().map(Column::name).toList());
        }
    }

    @Override
    public void row(List<@Nullable String> cells) throws IOException {
        rows++;
        if (!cells.isEmpty()) {
            record(cells);
        }
    }

    @Override
    public void end() throws IOException {
        if (settings.footer() && !settings.tuplesOnly()) {
            record(List.of(PsqlPrinter.footer(footer, rows)));
        }
        out.append(begun ? "\n" : "");
    }

    private void record(List<? extends @Nullable String> cells) throws IOException {
        out.append(begun ? settings.recordSeparator() : "");
        begun = true;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            out.append(i == 0 ? "" : settings.fieldSeparator()).append(cell == null ? settings.nullText() : cell);
        }
    }

    /// The same expanded: a record is a line for each cell, records stand one empty line apart, nothing is counted.
    static final class Expanded implements RowPrinter {
        private final PrintSettings settings;
        private final List<String> names;
        private final String footer;
        private final Appendable out;
        private long rows;

        Expanded(PrintSettings settings, List<Column> columns, String footer, Appendable out) {
            this.settings = settings;
            this.names = columns.stream().map(Column::name).toList();
            this.footer = footer;
            this.out = out;
        }

        @Override
        public void row(List<@Nullable String> cells) throws IOException {
            rows++;
            if (cells.isEmpty()) {
                return;
            }
            out.append(rows == 1 ? "" : settings.recordSeparator().repeat(2));
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                out.append(i == 0 ? "" : settings.recordSeparator()).append(names.get(i))
                        .append(settings.fieldSeparator()).append(cell == null ? settings.nullText() : cell);
            }
        }

        @Override
        public void end() throws IOException {
            if (!footer.isEmpty() && settings.footer() && !settings.tuplesOnly()) {
                out.append(settings.recordSeparator().repeat(2)).append(footer);
            }
            out.append(rows == 0 || names.isEmpty() ? "" : "\n");
        }
    }
}
