package dev.runbook.lockwait;

import dev.runbook.database.Catalog;
import dev.runbook.database.Literal;
import dev.runbook.database.Session;
import dev.runbook.database.locks.Person;
import dev.runbook.problem.Refusal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Who is going to be waited for: transactions that have been open for a while, the longest first, and behind them
/// those that wait themselves.
final class LongTransactions {
    private static final Comparator<Person> ORDER = Comparator.comparing(Person::waits)
            .thenComparing(Person::open, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparingInt(Person::pid);

    private LongTransactions() {}

    /// Who has used these relations, or indexes of theirs, in a transaction that has been open for longer.
    ///
    /// @param relations names as SQL writes them; those that name nothing are passed over
    static List<Person> holding(Session asking, List<String> relations, Duration longer) {
        String names = relations.stream().map(Literal::of).collect(Collectors.joining(", "));
        return relations.isEmpty()
                ? List.of()
                : people(asking, """
                WITH named(oid) AS (SELECT to_regclass(name)::oid FROM unnest(ARRAY[%s]::text[]) name),
                meant(oid) AS (SELECT oid FROM named WHERE oid IS NOT NULL
                  UNION SELECT i.indrelid FROM pg_index i JOIN named ON named.oid = i.indexrelid)
                SELECT DISTINCT coalesce(l.pid, 0) FROM pg_locks l JOIN meant ON meant.oid = l.relation
                  LEFT JOIN pg_stat_activity o USING (pid)
                WHERE l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND l.pid IS DISTINCT FROM pg_backend_pid()
                  AND coalesce(clock_timestamp() - o.xact_start > %s, true)""".formatted(names, millis(longer)));
    }

    /// Every transaction of the database that has been open for longer: what says CONCURRENTLY waits for all of them.
    static List<Person> open(Session asking, Duration longer) {
        return people(asking, """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type <> 'walsender'
                  AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
                  AND clock_timestamp() - xact_start > %s""".formatted(millis(longer)));
    }

    /// What can't be asked is not known: a server that is going down says enough by itself.
    private static List<Person> people(Session asking, String pids) {
        try {
            return Person.named(asking::execute, Catalog.rows(asking, pids).stream()
                    .map(row -> Integer.valueOf(String.valueOf(row.getFirst()))).toList()).stream().sorted(ORDER)
                    .toList();
        } catch (Refusal _) {
            return List.of();
        }
    }

    private static String millis(Duration duration) {
        return "interval '1 millisecond' * " + duration.toMillis();
    }
}
