package dev.runbook.table.psql;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a result row by row and prints each at once: after the header that stood there before, before the footer.
public interface RowPrinter {

    /// Prints a row; a null cell is NULL.
    void row(List<@Nullable String> cells) throws IOException;

    /// Prints what stands below the rows.
    void end() throws IOException;
}
