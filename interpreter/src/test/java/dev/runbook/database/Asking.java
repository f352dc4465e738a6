package dev.runbook.database;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Queries whose answer a test wants and whose failure it does not.
final class Asking {
    private Asking() {}

    static Answer.Rows answer(Session session, String sql) {
        return answer(session.execute(sql));
    }

    static Answer.Rows answer(StatementResult result) {
        return Objects.requireNonNull(result.rows(), result::toString);
    }

    static List<List<@Nullable String>> rows(Session session, String sql) {
        return answer(session, sql).rows();
    }

    static @Nullable String cell(Session session, String sql) {
        return rows(session, sql).getFirst().getFirst();
    }
}
