package dev.runbook.script;

import dev.runbook.table.Column;
import dev.runbook.table.psql.Measure;
import dev.runbook.table.psql.PsqlPrinter;
import dev.runbook.table.psql.RowPrinter;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result's rows until its statement has succeeded and they can be printed: the first in memory, the others in a
/// file, so that a result of any size takes little of it.
final class Spool implements AutoCloseable {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final List<Column> columns;
    private final PsqlPrinter printer;
    private final Measure measure;
    private final Path folder;
    private final List<List<@Nullable String>> first = new ArrayList<>();
    private int characters;
    private long further;
    private @Nullable Path file;
    private @Nullable DataOutputStream out;

    /// Takes a row.
    interface RowReader {
        void row(List<@Nullable String> cells) throws IOException;
    }

    Spool(List<Column> columns, PsqlPrinter printer, Path folder) {
        this.columns = columns;
        this.printer = printer;
        this.measure = printer.measure(columns);
        this.folder = folder;
    }

    List<Column> columns() {
        return columns;
    }

    long count() {
        return first.size() + further;
    }

    void add(List<@Nullable String> cells) throws IOException {
        if (printer.needsMeasure()) {
            measure.add(cells);
        }
        if (further == 0 && characters < MOST_CHARACTERS) {
            first.add(cells);
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                characters += 8 + (cell == null ? 0 : cell.length());
            }
        } else {
            further++;
            write(cells);
        }
    }

    /// Gives all rows out again, in order.
    void read(RowReader reader) throws IOException {
        for (List<@Nullable String> cells : first) {
            reader.row(cells);
        }
        DataOutputStream written = out;
        Path rest = file;
        if (written != null && rest != null) {
            written.flush();
            try (SpoolInput in = new SpoolInput(Files.newInputStream(rest))) {
                for (long left = further; left > 0; left--) {
                    reader.row(cells(in));
                }
            }
        }
    }

    void print(Appendable target) throws IOException {
        RowPrinter rows = printer.print(columns, measure, target);
        read(rows::row);
        rows.end();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private void write(List<@Nullable String> cells) throws IOException {
        DataOutputStream target = out == null ? begin() : out;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            byte[] bytes = cell == null ? new byte[0] : cell.getBytes(StandardCharsets.UTF_8);
            target.writeInt(cell == null ? -1 : bytes.length);
            target.write(bytes);
        }
    }

    private DataOutputStream begin() throws IOException {
        Path created = Files.createTempFile(folder, "rows", ".spool");
        file = created;
        DataOutputStream begun = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(created), BUFFER));
        out = begun;
        return begun;
    }

    private List<@Nullable String> cells(SpoolInput in) throws IOException {
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            cells.add(in.cell());
        }
        return cells;
    }
}
