package dev.runbook.database;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions of our own to a server, which every server answers.
public final class Catalog {
    private Catalog() {}

    public static List<List<@Nullable String>> rows(Session session, String sql) {
        StatementResult result = session.execute(sql);
        Answer.Rows rows = result.rows();
        return switch (result) {
            case StatementResult.Completed _ when rows != null -> rows.rows();
            case StatementResult.Completed _ -> List.of();
            case StatementResult.Failed failed -> throw refused(session, failed.error().title());
            case StatementResult.Lost lost -> throw refused(session, lost.reason());
        };
    }

    public static List<@Nullable String> row(Session session, String sql) {
        return rows(session, sql).getFirst();
    }

    /// Whether a query of one boolean says true.
    public static boolean isTrue(Session session, String sql) {
        return "t".equals(row(session, sql).getFirst());
    }

    private static Refusal refused(Session session, String words) {
        return new Refusal(Problem.error(null, session.settings().displayed() + " does not answer: " + words,
                "Look at the server's log."));
    }
}
