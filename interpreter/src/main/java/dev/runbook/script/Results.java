package dev.runbook.script;

import dev.runbook.database.StatementListener;
import dev.runbook.database.wire.Column;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.problem.Refusal;
import dev.runbook.sql.item.CopyStatement;
import dev.runbook.sql.item.ScriptItem.Copy;
import dev.runbook.table.psql.PsqlPrinter;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes in what one message to the server answers, and shows each result when psql does: not before the next one, or
/// the end, has come.
final class Results implements StatementListener, AutoCloseable {
    /// Beside the rows, psql tells the tag of what changes some.
    private static final Pattern RETURNING = Pattern.compile("INSERT|UPDATE|DELETE|MERGE");

    private final Screen screen;
    private final Notebook notebook;
    private final String query;
    private final Outlet outlet;
    private final boolean all;
    private @Nullable Spool rows;
    private @Nullable Spool finished;
    private String tag = "";
    private boolean waiting;
    private @Nullable Refusal refusal;

    /// @param all whether every result is shown, not only the last
    Results(Screen screen, Notebook notebook, String query, Outlet outlet, boolean all) {
        this.screen = screen;
        this.notebook = notebook;
        this.query = query;
        this.outlet = outlet;
        this.all = all;
    }

    @Override
    public void columns(List<Column> columns) {
        discard(rows);
        rows = new Spool(columns.stream()
                .map(column -> new dev.runbook.table.Column(column.name(), column.typeOid())).toList(),
                new PsqlPrinter(outlet.settings()), screen.output().scratch());
    }

    @Override
    public void row(List<@Nullable String> cells) {
        Spool current = rows;
        if (current != null) {
            try {
                current.add(cells);
            } catch (IOException e) {
                throw FileErrors.ofSpool(e);
            }
        }
    }

    @Override
    public void done(String ended) {
        if (waiting && all) {
            show();
        }
        discard(finished);
        finished = rows;
        rows = null;
        tag = ended;
        waiting = true;
    }

    @Override
    public void notice(ServerMessage notice) {
        notebook.message(notice);
        screen.message(notice, query);
    }

    /// Shows the result that is still waiting, if there is one and psql would show it.
    ///
    /// @param last whether no error follows it
    void showWaiting(boolean last) {
        if (waiting && (last || all)) {
            show();
        }
        waiting = false;
    }

    /// The last result, when it has rows.
    @Nullable
    Spool last() {
        return finished;
    }

    private void show() {
        Spool spool = finished;
        try {
            if (spool != null) {
                outlet.print(spool);
            }
            boolean told = spool == null ? !isCopyOut() : RETURNING.matcher(tag).lookingAt();
            if (told) {
                screen.tag(tag);
            }
        } catch (Refusal e) {
            refusal = e;
        }
    }

    /// Data that was shown has no tag behind it that could be taken for data.
    private boolean isCopyOut() {
        return tag.startsWith("COPY") && CopyStatement.of(query) == Copy.TO_STDOUT;
    }

    /// Why a result could not be shown where it should have been, or null.
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Override
    public void close() {
        discard(finished);
        discard(rows);
        finished = null;
        rows = null;
    }

    private static void discard(@Nullable Spool spool) {
        if (spool != null) {
            try {
                spool.close();
            } catch (IOException e) {
                throw FileErrors.ofSpool(e);
            }
        }
    }
}
