package dev.runbook.cli;

import dev.runbook.database.CommitToken.Preparation;
import dev.runbook.database.Sentinel;
import dev.runbook.database.Sentinel.Acquisition;
import dev.runbook.database.Sentinel.Holder;
import dev.runbook.database.ServerIdentity;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Problem;
import dev.runbook.run.Site;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Keeps other operators out while a run lasts.
///
/// @param sentinel holds the database's one operator's lock
record Guard(Sentinel sentinel, Witnesses witnesses) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// @throws TargetBusy when somebody else is at work there
    static Guard over(ConnectionSettings target, RunIdentity identity) {
        return switch (Sentinel.acquire(target, identity.application(), PATIENCE)) {
            case Acquisition.Held(Sentinel sentinel) ->
                new Guard(sentinel, new Witnesses(sentinel, identity.application()));
            case Acquisition.Busy(List<Holder> holders) -> throw new TargetBusy(Problem.error(null,
                    "another run is at work on " + target.displayed() + ": " + named(holders),
                    "Nothing was touched. Wait until it has ended, or talk to whoever runs it."));
            case Acquisition.Leftovers(List<Holder> holders) -> throw new TargetBusy(Problem.error(null,
                    "sessions of a run that has ended are still at work on " + target.displayed() + ": "
                            + named(holders),
                    "Nothing was touched. Wait for them, or end them with pg_terminate_backend."));
        };
    }

    /// The fence as a run sees it; sessions of other databases stand outside of it.
    Site.Fence fence() {
        return new Site.Fence() {
            @Override
            public void admit(String connection, Session session) {
                if (connection.equals(Targets.MAIN) && !sentinel.fence(session)) {
                    session.close();
                    throw new TargetBusy(
                            Problem.error(null, "another run is starting on " + session.settings().displayed(),
                                    "Only one can be at work there."));
                }
            }

            @Override
            public Preparation prepare(String connection, Session session) {
                return witnesses.prepare(connection, session);
            }

            @Override
            public boolean holds() {
                return sentinel.holds();
            }

            @Override
            public StatementResult ask(String sql) {
                return sentinel.execute(sql);
            }
        };
    }

    ServerIdentity server() {
        return sentinel.identity();
    }

    @Override
    public void close() {
        witnesses.close();
        sentinel.close();
    }

    private static String named(List<Holder> holders) {
        return holders.stream().map(h -> "%s (pid %d, user %s%s%s)".formatted(h.applicationName(), h.pid(), h.user(),
                h.clientAddress() == null ? "" : ", from " + h.clientAddress(),
                h.since() == null ? "" : ", since " + h.since())).collect(Collectors.joining("; "));
    }
}
