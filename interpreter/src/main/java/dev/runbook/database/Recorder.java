package dev.runbook.database;

import dev.runbook.database.wire.Column;
import dev.runbook.database.wire.Observer;
import dev.runbook.database.wire.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what one statement answers, up to a number of rows, and passes it on to its listener.
final class Recorder implements Observer {
    private final StatementListener listener;
    private final int keptRows;
    private final Runnable whenSent;
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable List<Column> columns;
    private List<List<@Nullable String>> rows = new ArrayList<>();
    private long count;
    private @Nullable ServerMessage error;
    private @Nullable RuntimeException thrown;

    /// @param whenSent what follows when the statement is on its way
    Recorder(StatementListener listener, int keptRows, Runnable whenSent) {
        this.whenSent = whenSent;
        this.listener = listener;
        this.keptRows = keptRows;
    }

    @Override
    public void sent() {
        whenSent.run();
    }

    @Override
    public void columns(List<Column> started) {
        columns = started;
        rows = new ArrayList<>();
        count = 0;
        tell(() -> listener.columns(started));
    }

    @Override
    public void row(List<@Nullable String> cells) {
        if (count++ < keptRows) {
            rows.add(cells);
        }
        if (thrown == null) {
            tell(() -> listener.row(cells));
        }
    }

    @Override
    public void notice(ServerMessage notice) {
        tell(() -> listener.notice(notice));
    }

    @Override
    public void error(ServerMessage last) {
        error = last;
    }

    @Override
    public void tag(String tag) {
        answers.add(columns == null ? new Answer.Done(tag) : new Answer.Rows(columns, rows, count, tag));
        columns = null;
        tell(() -> listener.done(tag));
    }

    List<Answer> answers() {
        return answers;
    }

    @Nullable
    ServerMessage error() {
        return error;
    }

    /// Throws what the listener threw: the protocol had to be read to its end first.
    void rethrow() {
        if (thrown != null) {
            throw thrown;
        }
    }

    private void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            thrown = thrown == null ? e : thrown;
        }
    }
}
