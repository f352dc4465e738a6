package dev.runbook.database.locks;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures of a server that tell whether it is well.
///
/// @param connections how many clients are connected, in all databases
/// @param longest how long the oldest other query of this database has been running, or null
/// @param longestBy whose that is, or empty
/// @param replicaLag how far the furthest standby is behind, or null where that cannot be seen
/// @param replicaLagOf which standby that is, or why nothing is known
public record Figures(long connections, @Nullable Duration longest, String longestBy, @Nullable Duration replicaLag,
        String replicaLagOf) {

    private static final String ACTIVITY = """
            SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
              l.millis, l.pid, l.usename, l.application_name, l.query
            FROM (SELECT 1) one LEFT JOIN LATERAL (
              SELECT (extract(epoch FROM clock_timestamp() - query_start) * 1000)::bigint AS millis, pid, usename,
                application_name, split_part(left(ltrim(query, E' \\n\\r\\t'), 200), E'\\n', 1) AS query
              FROM pg_stat_activity WHERE state = 'active' AND datname = current_database()
                AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid NOT IN (:pids)
              ORDER BY query_start LIMIT 1) l ON true""";
    /// A primary is asked for each of its standbys; one that has nothing to replay has no lag. A standby is asked how
    /// old the last thing is that it has replayed, unless it has replayed all that it was sent and is still being sent
    /// more.
    private static final String LAG = """
            SELECT CASE WHEN pg_is_in_recovery() THEN CASE
                WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                  AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 0
                ELSE (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint END
              ELSE (SELECT max(CASE WHEN replay_lsn IS NULL THEN NULL
                  WHEN replay_lsn >= pg_current_wal_flush_lsn() THEN 0
                  ELSE (extract(epoch FROM coalesce(replay_lag, interval '0')) * 1000)::bigint END)
                FROM pg_stat_replication) END,
              CASE WHEN pg_is_in_recovery() THEN 'this standby' ELSE coalesce((SELECT application_name
                FROM pg_stat_replication ORDER BY replay_lag DESC NULLS LAST LIMIT 1),
                'no standby is connected, or the role may not see it (pg_monitor)') END""";

    static Figures read(Questions server, Collection<Integer> ours) {
        List<@Nullable String> activity = Look.rows(server,
                ACTIVITY.replace(":pids", ours.isEmpty() ? "0" : Look.list(ours))).getFirst();
        List<@Nullable String> lag = Look.rows(server, LAG).getFirst();
        return new Figures(Long.parseLong(Look.text(activity.get(0))), Look.millis(activity.get(1)),
                activity.get(2) == null
                        ? ""
                        : new Person(Integer.parseInt(Look.text(activity.get(2))), Look.text(activity.get(3)),
                                Look.text(activity.get(4)), null, null, "").named() + ": " + Look.text(activity.get(5)),
                Look.millis(lag.get(0)), Look.text(lag.get(1)));
    }
}
