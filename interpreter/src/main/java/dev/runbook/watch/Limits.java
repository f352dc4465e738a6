package dev.runbook.watch;

import dev.runbook.database.locks.Figures;
import dev.runbook.database.locks.LockSight;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What must not happen because of a step while it runs; null where there is no limit.
///
/// @param blocking how long another session may wait for it
/// @param sessions how many sessions may wait for it
/// @param waiting how long it may wait itself
/// @param replicaLag how far a standby may fall behind
/// @param longQueries how long any other query of the database may have been running
/// @param connections how many connections the server may have
public record Limits(@Nullable Duration blocking, @Nullable Long sessions, @Nullable Duration waiting,
        @Nullable Duration replicaLag, @Nullable Duration longQueries, @Nullable Long connections) {

    /// A limit that was passed.
    ///
    /// @param title what happened, beside the limit
    /// @param who who is concerned, or empty
    public record Passed(String title, String who) {}

    /// The first limit that is passed now, or null.
    public @Nullable Passed passed(LockSight sight, Supplier<Figures> figures) {
        Passed passed = passed(sight);
        return passed != null || (replicaLag == null && longQueries == null && connections == null)
                ? passed
                : passed(figures.get());
    }

    private @Nullable Passed passed(LockSight sight) {
        Duration waits = sight.waiting();
        if (!sight.waiters().isEmpty()) {
            Duration longest = sight.waiters().getFirst().waited();
            if (over(longest, blocking)) {
                return new Passed("it made another session wait for " + told(longest, blocking),
                        SightText.waiters(sight));
            }
            if (sessions != null && sight.waiters().size() > sessions) {
                return new Passed("it made " + counted(sight.waiters().size()) + " wait (limit " + sessions + ")",
                        SightText.waiters(sight));
            }
        }
        return waits != null && over(waits, waiting)
                ? new Passed("it waited for others for " + told(waits, waiting), SightText.blockers(sight))
                : null;
    }

    private @Nullable Passed passed(Figures now) {
        Duration lag = now.replicaLag();
        if (lag != null && over(lag, replicaLag)) {
            return new Passed("a standby is behind by " + told(lag, replicaLag), now.replicaLagOf());
        }
        Duration longest = now.longest();
        if (longest != null && over(longest, longQueries)) {
            return new Passed("another query has been running for " + told(longest, longQueries), now.longestBy());
        }
        return connections != null && now.connections() > connections
                ? new Passed("the server has " + now.connections() + " connections (limit " + connections + ")", "")
                : null;
    }

    private static String counted(int sessions) {
        return sessions == 1 ? "1 session" : sessions + " sessions";
    }

    private static boolean over(Duration now, @Nullable Duration limit) {
        return limit != null && now.compareTo(limit) > 0;
    }

    private static String told(Duration now, @Nullable Duration limit) {
        return Durations.format(now) + (limit == null ? "" : " (limit " + Durations.format(limit) + ")");
    }
}
