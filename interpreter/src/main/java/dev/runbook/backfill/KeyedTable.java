package dev.runbook.backfill;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;
import dev.runbook.sql.scan.Quoting;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table and the unique key that its rows are visited by.
///
/// @param name as SQL writes it
/// @param columns of the key, in its order
record KeyedTable(String name, List<Column> columns) {

    /// A column of the key.
    ///
    /// @param type as a cast writes it
    record Column(String name, String type) {
        String quoted() {
            return Quoting.identifier(name);
        }
    }

    /// Finds it on the server.
    ///
    /// @param key the columns that the runbook names, or none for the primary key
    /// @throws Refusal when there is no such table or key
    static KeyedTable find(Session session, String table, List<String> key, Span place) {
        String name = rows(session, "SELECT to_regclass(" + Quoting.literal(table) + ")::text", place).getFirst()
                .getFirst();
        if (name == null) {
            throw refusal(place, "there is no table " + table,
                    "Correct its name, or name its schema: the session's search_path was looked through.");
        }
        String which = key.isEmpty()
                ? "i.indisprimary"
                : "i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT EXISTS (SELECT"
                        + " FROM unnest(i.indkey[0:i.indnkeyatts - 1]) n JOIN pg_attribute b ON b.attrelid = i.indrelid"
                        + " AND b.attnum = n WHERE NOT b.attnotnull) AND ARRAY(SELECT b.attname::text FROM"
                        + " unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY k(n, nr) JOIN pg_attribute b ON"
                        + " b.attrelid = i.indrelid AND b.attnum = n ORDER BY nr) = ARRAY["
                        + key.stream().map(Quoting::literal).collect(Collectors.joining(", ")) + "]";
        List<Column> columns = rows(session, """
                SELECT a.attname, format_type(a.atttypid, a.atttypmod)
                FROM (SELECT * FROM pg_index i WHERE i.indrelid = %s::regclass AND %s LIMIT 1) i,
                  unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY k(n, nr), pg_attribute a
                WHERE a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY nr""".formatted(Quoting.literal(name), which),
                place).stream().map(row -> new Column(String.valueOf(row.getFirst()), String.valueOf(row.getLast())))
                .toList();
        if (columns.isEmpty()) {
            throw key.isEmpty()
                    ? refusal(place, name + " has no primary key", "Name the columns of a unique index as `key`.")
                    : refusal(place, name + " has no unique index on (" + String.join(", ", key) + ")",
                            "The key must be that of a valid unique index over whole columns that are NOT NULL, in the"
                                    + " index's order: else rows would be passed over.");
        }
        return new KeyedTable(name, columns);
    }

    /// `"a", "b"`, each between a prefix and a suffix.
    String list(String prefix, String suffix) {
        return columns.stream().map(column -> prefix + column.quoted() + suffix).collect(Collectors.joining(", "));
    }

    /// `("a", "b") > ('1'::integer, '2'::integer)`.
    String compared(String operator, List<String> values) {
        StringBuilder literals = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            literals.append(i == 0 ? "" : ", ").append(Quoting.literal(values.get(i))).append("::")
                    .append(columns.get(i).type());
        }
        return "(" + list("", "") + ") " + operator + " (" + literals + ")";
    }

    static List<List<@Nullable String>> rows(Session session, String sql, Span place) {
        StatementResult result = session.execute(sql);
        Answer.Rows rows = result.rows();
        return switch (result) {
            case StatementResult.Completed _ when rows != null -> rows.rows();
            case StatementResult.Completed _ -> List.of();
            case StatementResult.Failed failed -> throw refusal(place, failed.error().title(), "");
            case StatementResult.Lost lost -> throw refusal(place, lost.reason(), "");
        };
    }

    private static Refusal refusal(Span place, String title, String advice) {
        return new Refusal(Problem.error(place, title, advice));
    }
}
