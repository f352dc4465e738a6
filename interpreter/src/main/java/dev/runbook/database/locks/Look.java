package dev.runbook.database.locks;

import dev.runbook.database.Answer;
import dev.runbook.database.Questions;
import dev.runbook.database.StatementResult;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The questions that a look consists of. None of them takes a lock on a table of the user's; `pg_locks` tells every
/// role everything, `pg_stat_activity` only so much.
final class Look {
    /// Only for those who wait is it asked whom they wait for: that question stops the lock manager for a moment.
    private static final String WAITS = """
            SELECT w.pid, array_to_string(pg_blocking_pids(w.pid), ','), :waited
            FROM (SELECT pid, :since AS since FROM pg_locks WHERE NOT granted GROUP BY pid) w""";
    /// Catalogs are left out, and toast tables, which go with their tables; an index only where it is locked harder
    /// than a writer of its table locks it.
    private static final String HELD = """
            SELECT l.relation, CASE WHEN n.nspname <> 'public' THEN quote_ident(n.nspname) || '.' ELSE '' END
                || quote_ident(c.relname), l.mode
            FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
              LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.locktype = 'relation' AND l.granted AND l.pid IN (:pids) AND l.relation >= 16384
              AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
              AND c.relkind IS DISTINCT FROM 't' AND coalesce(c.relnamespace, 0) <> 99
              AND NOT (c.relkind IN ('i', 'I') IS TRUE AND l.mode IN ('AccessShareLock', 'RowShareLock',
                'RowExclusiveLock'))""";
    private static final String BACKENDS = """
            SELECT pid, state, query_start FROM pg_stat_activity
            WHERE (datname = current_database() OR backend_type = 'walsender') AND pid <> pg_backend_pid()
              AND (application_name = :name OR (client_addr, client_port) IN (:ends))""";
    /// A statement that ends a transaction is left alone: its answer decides what happened.
    private static final String CANCEL = """
            SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = :pid AND state = 'active'
              AND query_start = :since AND query !~* '^\\s*(commit|end|prepare\\s+transaction)\\M'""";

    private Look() {}

    /// A session that waits, and for whom.
    ///
    /// @param waited for how long, or null where the server does not say
    record Wait(int pid, Set<Integer> blockers, @Nullable Duration waited) {}

    static Map<Integer, Wait> waits(Questions server, boolean waitstart) {
        String sql = WAITS
                .replace(":waited", "(extract(epoch FROM clock_timestamp() - w.since) * 1000)::bigint")
                .replace(":since", waitstart ? "min(waitstart)" : "NULL::timestamptz");
        Map<Integer, Wait> waits = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows(server, sql)) {
            int pid = Integer.parseInt(text(row.get(0)));
            waits.put(pid, new Wait(pid, pids(text(row.get(1))), millis(row.get(2))));
        }
        return waits;
    }

    /// The strongest lock on each relation.
    static List<HeldLock> held(Questions server, Collection<Integer> pids) {
        return strongest(rows(server, heldBy(pids)));
    }

    static String heldBy(Collection<Integer> pids) {
        return HELD.replace(":pids", list(pids));
    }

    static List<HeldLock> strongest(List<List<@Nullable String>> rows) {
        Map<Long, HeldLock> strongest = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows) {
            long relation = Long.parseLong(text(row.get(0)));
            LockMode.of(text(row.get(2))).ifPresent(mode -> strongest.merge(relation,
                    new HeldLock(relation, row.get(1), mode),
                    (a, b) -> a.mode().compareTo(b.mode()) >= 0 ? a : b));
        }
        return new ArrayList<>(strongest.values());
    }

    static List<Backend> backends(Questions server, String name, Collection<String> ends) {
        String sql = BACKENDS.replace(":name", literal(name))
                .replace(":ends", ends.isEmpty()
                        ? "(NULL, NULL)"
                        : ends.stream().map(Look::end).collect(Collectors.joining(", ")));
        return rows(server, sql).stream()
                .map(row -> new Backend(Integer.parseInt(text(row.get(0))), row.get(1), row.get(2))).toList();
    }

    static boolean cancel(Questions server, Backend backend) {
        String since = backend.since();
        return since != null && rows(server, CANCEL.replace(":pid", Integer.toString(backend.pid()))
                .replace(":since", literal(since))).stream().anyMatch(row -> "t".equals(row.getFirst()));
    }

    static List<List<@Nullable String>> rows(Questions server, String sql) {
        StatementResult result = server.execute(sql);
        Answer.Rows rows = result.rows();
        return switch (result) {
            case StatementResult.Completed _ -> rows == null ? List.of() : rows.rows();
            case StatementResult.Failed failed -> throw silent(failed.error().title());
            case StatementResult.Lost lost -> throw silent(lost.reason());
        };
    }

    static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }

    static String list(Collection<Integer> pids) {
        return pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Refusal silent(String words) {
        return new Refusal(Problem.error(null, "the server does not say who waits for whom: " + words,
                "What it does is not known while this lasts."));
    }

    private static String end(String end) {
        int colon = end.lastIndexOf(':');
        return "(" + literal(end.substring(0, colon)) + "::inet, " + literal(end.substring(colon + 1)) + "::int)";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Set<Integer> pids(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(",")).map(Integer::valueOf)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static @Nullable Duration millis(@Nullable String cell) {
        return cell == null ? null : Duration.ofMillis(Math.max(0, Long.parseLong(cell)));
    }
}
