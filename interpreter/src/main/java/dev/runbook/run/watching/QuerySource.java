package dev.runbook.run.watching;

import dev.runbook.action.Action;
import dev.runbook.action.Tools;
import dev.runbook.database.Session;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Samples of a query, on a session of its own, which is made anew when it was cut.
public final class QuerySource implements SampleSource {
    private final Action query;
    private final Supplier<Session> connect;
    private final Function<Session, Tools> tools;
    private volatile @Nullable Session session;

    /// @param tools those of something that only looks, with this session
    public QuerySource(Action query, Supplier<Session> connect, Function<Session, Tools> tools) {
        this.query = query;
        this.connect = connect;
        this.tools = tools;
    }

    @Override
    public Sample take() {
        Observation seen = query.perform(tools.apply(session()));
        Failure failure = seen.failure();
        return failure == null ? Sample.of(seen.fields()) : Sample.failed(failure.title());
    }

    /// A query that is still running is given up.
    @Override
    public void enough() {
        Session open = session;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void close() {
        Session open = session;
        if (open != null) {
            open.close();
        }
    }

    private Session session() {
        Session open = session;
        if (open == null || open.isLost()) {
            open = connect.get();
            session = open;
        }
        return open;
    }
}
