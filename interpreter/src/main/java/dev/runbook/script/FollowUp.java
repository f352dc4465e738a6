package dev.runbook.script;

import dev.runbook.source.Span;
import dev.runbook.sql.scan.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What `\gset` and `\gexec` do with a result.
record FollowUp(Sender sender, Screen screen, PsqlVariables variables) {

    void intoVariables(String prefix, Spool rows, Span place) {
        if (rows.count() != 1) {
            sender.trouble((rows.count() == 0 ? "no rows" : "more than one row") + " returned for \\gset", place,
                    "The query must give exactly one row; it gave " + rows.count() + ".");
            return;
        }
        each(rows, cells -> {
            boolean fine = true;
            for (int i = 0; fine && i < cells.size(); i++) {
                fine = set(prefix + rows.columns().get(i).name(), cells.get(i), place);
            }
        });
    }

    private boolean set(String name, @Nullable String value, Span place) {
        if (PsqlVariables.isBehaviour(name)) {
            screen.complain("warning: attempt to \\gset into specially treated variable \"" + name + "\" ignored");
            return true;
        }
        if (!Variables.isName(name)) {
            sender.trouble("invalid variable name: \"" + name + "\"", place,
                    "Give the column a name of letters, digits and underscores with AS.");
            return false;
        }
        variables.fromRow(name, value);
        return true;
    }

    /// Hands out each field, row by row.
    void execute(Spool rows, Consumer<String> send) {
        List<String> row = new ArrayList<>();
        each(rows, cells -> {
            row.clear();
            for (String cell : cells) {
                if (cell != null) {
                    row.add(cell);
                }
            }
            row.forEach(send);
        });
    }

    private static void each(Spool rows, Spool.RowReader reader) {
        try {
            rows.read(reader);
        } catch (IOException e) {
            throw FileErrors.ofSpool(e);
        }
    }
}
