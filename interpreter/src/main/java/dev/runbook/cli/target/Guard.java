package dev.runbook.cli.target;

import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.fence.CommitToken.Preparation;
import dev.runbook.database.fence.Sentinel;
import dev.runbook.database.fence.Sentinel.Acquisition;
import dev.runbook.database.fence.Sentinel.Entrance;
import dev.runbook.database.fence.Sentinel.Holder;
import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Problem;
import dev.runbook.run.stage.Site;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps other operators out while a run lasts.
///
/// @param sentinel holds the database's one operator's lock
public record Guard(Sentinel sentinel, Witnesses witnesses, RunIdentity identity) implements AutoCloseable {
    /// @throws TargetBusy when somebody else, or what somebody left, is at work there
    public static Guard over(ConnectionSettings target, RunIdentity identity, Entry entry) {
        String name = identity.badge("").text();
        Acquisition found = Sentinel.acquire(target, name, Entrance.within(Duration.ZERO));
        if (!(found instanceof Acquisition.Held)) {
            announce(found, entry);
            found = Sentinel.acquire(target, name, entry.entrance());
        }
        Guard guard = over(target, identity, found);
        try {
            new Orphans(entry, guard.server()).clear();
            return guard;
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    /// Says what is waited for, so that nobody wonders.
    private static void announce(Acquisition found, Entry entry) {
        switch (found) {
            case Acquisition.Held _ -> {
            }
            case Acquisition.Busy(List<Holder> holders) ->
                entry.waiting("run", entry.entrance().forRuns(), named(holders));
            case Acquisition.Leftovers(List<Holder> holders, _) ->
                entry.waiting("session that a dead run left", entry.patience(), named(holders));
        }
    }

    private static Guard over(ConnectionSettings target, RunIdentity identity, Acquisition acquisition) {
        return switch (acquisition) {
            case Acquisition.Held(Sentinel sentinel) ->
                new Guard(sentinel, new Witnesses(sentinel, identity.application()), identity);
            case Acquisition.Busy(List<Holder> holders) -> throw new TargetBusy(Problem.error(null,
                    "another run is at work on " + target.displayed() + ": " + named(holders),
                    "Nothing was touched. Wait until it has ended (--wait 10m), or talk to whoever runs it."));
            case Acquisition.Leftovers(List<Holder> holders, String trouble) -> throw new TargetBusy(Problem.error(null,
                    "sessions of a run that has ended are still at work on " + target.displayed() + ": "
                            + named(holders),
                    "Nothing was touched. " + (trouble.isEmpty()
                            ? "Wait for them (--wait 10m), or end them with --terminate-leftovers."
                            : "They could not be ended: " + trouble.strip())));
        };
    }

    /// The fence as a run sees it; sessions of other databases stand outside of it.
    public Site.Fence fence() {
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
            public @Nullable String elsewhere(String connection, Session session) {
                return connection.equals(Targets.MAIN)
                        ? ServerIdentity.of(session).differenceFrom(sentinel.identity())
                        : null;
            }

            @Override
            public boolean holds(String step) {
                return sentinel.holds(identity.badge(step).text());
            }

            @Override
            public StatementResult ask(String sql) {
                return sentinel.execute(sql);
            }
        };
    }

    public ServerIdentity server() {
        return sentinel.identity();
    }

    @Override
    public void close() {
        witnesses.close();
        sentinel.close();
    }

    private static String named(List<Holder> holders) {
        return holders.stream().map(Guard::named).collect(Collectors.joining("; "));
    }

    private static String named(Holder holder) {
        Badge badge = Badge.read(holder.applicationName());
        return "%s (pid %d, user %s%s%s%s)".formatted(badge == null ? holder.applicationName() : badge.words(),
                holder.pid(), holder.user(), holder.clientAddress() == null ? "" : ", from " + holder.clientAddress(),
                holder.since() == null ? "" : ", since " + holder.since(),
                holder.state() == null ? "" : ", " + holder.state());
    }
}
