package dev.runbook.database.locks;

import dev.runbook.database.Questions;

import dev.runbook.database.standby.LagMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures of a server that tell whether it is well.
///
/// @param connections how many clients are connected, in all databases
/// @param longest how long the oldest other query of this database has been running, or null
/// @param longestBy whose that is, or empty
/// @param replicaLag how far the furthest standby is behind, or null where there is none or nobody asked
/// @param replicaLagOf which standby that is, or that there is none
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

    static Figures read(Questions server, Collection<Integer> ours, LagMeter.Lag lag) {
        List<@Nullable String> activity = Look.rows(server,
                ACTIVITY.replace(":pids", ours.isEmpty() ? "0" : Look.list(ours))).getFirst();
        return new Figures(Long.parseLong(Look.text(activity.get(0))), Look.millis(activity.get(1)),
                activity.get(2) == null
                        ? ""
                        : new Person(Integer.parseInt(Look.text(activity.get(2))), Look.text(activity.get(3)),
                                Look.text(activity.get(4)), null, null, null, false, "").named() + ": "
                                + Look.text(activity.get(5)),
                lag.behind(), lag.who());
    }
}
