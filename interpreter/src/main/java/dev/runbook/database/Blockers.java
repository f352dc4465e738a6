package dev.runbook.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks a server who holds what up. Each question is one query of a fraction of a millisecond.
public final class Blockers {
    private static final String TOLD = """
             SELECT pid, a.usename, a.application_name, a.state,
               (1000 * extract(epoch FROM clock_timestamp() - a.xact_start))::bigint,
               left(split_part(ltrim(a.query, E' \\t\\r\\n'), E'\\n', 1), 200), cardinality(pg_blocking_pids(pid)) > 0
             FROM found LEFT JOIN pg_stat_activity a USING (pid) ORDER BY 7, a.xact_start, pid""";

    private Blockers() {}

    /// Whom a session waits for, directly and through those who wait in the queue before it; those at the queue's head
    /// come first.
    ///
    /// @param asking another session
    public static List<Blocker> of(Session asking, int waiting) {
        return blockers(asking, """
                WITH RECURSIVE found(pid) AS (
                  SELECT unnest(pg_blocking_pids(%d))
                  UNION SELECT unnest(pg_blocking_pids(found.pid)) FROM found)""".formatted(waiting) + TOLD);
    }

    /// Who has used these relations, or indexes of theirs, in a transaction that has been open for longer.
    ///
    /// @param relations names as SQL writes them; those that name nothing are passed over
    public static List<Blocker> holding(Session asking, List<String> relations, Duration longer) {
        String names = relations.stream().map(Literal::of).collect(Collectors.joining(", "));
        return relations.isEmpty()
                ? List.of()
                : blockers(asking, """
                WITH named(oid) AS (SELECT to_regclass(name)::oid FROM unnest(ARRAY[%s]::text[]) name),
                meant(oid) AS (SELECT oid FROM named WHERE oid IS NOT NULL
                  UNION SELECT i.indrelid FROM pg_index i JOIN named ON named.oid = i.indexrelid),
                found(pid) AS (SELECT DISTINCT coalesce(l.pid, 0) FROM pg_locks l JOIN meant ON meant.oid = l.relation
                  LEFT JOIN pg_stat_activity o USING (pid)
                  WHERE l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND l.pid IS DISTINCT FROM pg_backend_pid()
                    AND coalesce(clock_timestamp() - o.xact_start > %s, true))""".formatted(names,
                        millis(longer)) + TOLD);
    }

    /// Every transaction of the database that has been open for longer: what says CONCURRENTLY waits for all of them.
    public static List<Blocker> open(Session asking, Duration longer) {
        return blockers(asking, """
                WITH found(pid) AS (SELECT pid FROM pg_stat_activity
                  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type <> 'walsender'
                    AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
                    AND clock_timestamp() - xact_start > %s)""".formatted(millis(longer)) + TOLD);
    }

    /// The indexes of these relations that are invalid, as a CREATE INDEX CONCURRENTLY that failed leaves one.
    public static List<String> invalidIndexes(Session asking, List<String> relations) {
        String names = relations.stream().map(Literal::of).collect(Collectors.joining(", "));
        List<String> found = new ArrayList<>();
        if (!relations.isEmpty() && asking.execute("""
                SELECT DISTINCT i.indexrelid::regclass::text FROM pg_index i JOIN unnest(ARRAY[%s]::text[]) name
                ON to_regclass(name)::oid IN (i.indrelid, i.indexrelid) WHERE NOT i.indisvalid ORDER BY 1"""
                .formatted(names)) instanceof StatementResult.Completed completed && completed.rows() != null) {
            completed.rows().rows().forEach(row -> found.add(text(row.getFirst())));
        }
        return found;
    }

    private static String millis(Duration duration) {
        return "interval '1 millisecond' * " + duration.toMillis();
    }

    /// What can't be asked is not known: a server that is going down says enough by itself.
    private static List<Blocker> blockers(Session asking, String sql) {
        return asking.execute(sql) instanceof StatementResult.Completed completed && completed.rows() != null
                ? completed.rows().rows().stream().map(Blockers::blocker).toList()
                : List.of();
    }

    private static Blocker blocker(List<@Nullable String> cells) {
        String open = cells.get(4);
        return new Blocker(Integer.parseInt(text(cells.get(0))), text(cells.get(1)), text(cells.get(2)),
                text(cells.get(3)), open == null ? null : Duration.ofMillis(Long.parseLong(open)), text(cells.get(5)),
                "t".equals(cells.get(6)));
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
