package dev.runbook.action.dump;

import dev.runbook.database.Answer;
import dev.runbook.database.Literal;
import dev.runbook.database.Session;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How much data there is to dump: an estimate, for the space on disk and for the progress.
record DataSize(Session session) {
    private static final String WHOLE = "SELECT pg_database_size(current_database())";
    private static final String TABLES = """
            SELECT coalesce(sum(pg_table_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND\s""";

    /// In bytes, or 0 when that is not known.
    ///
    /// @param only `schema` for the definitions alone
    /// @param tables patterns as pg_dump knows them; empty for everything
    long of(@Nullable String only, List<String> tables) {
        if ("schema".equals(only)) {
            return 0;
        }
        Answer.Rows rows = session.execute(tables.isEmpty() ? WHOLE : TABLES + "(" + conditions(tables) + ")").rows();
        String cell = rows == null || rows.rows().isEmpty() ? null : rows.rows().getFirst().getFirst();
        return cell == null ? 0 : Long.parseLong(cell);
    }

    private static String conditions(List<String> tables) {
        return tables.stream().map(table -> "%s LIKE %s".formatted(
                table.contains(".") ? "n.nspname || '.' || c.relname" : "c.relname",
                Literal.of(table.replace("\"", "").replace("_", "\\_").replace('*', '%').replace('?', '_'))))
                .collect(Collectors.joining(" OR "));
    }
}
