package dev.runbook.action;

import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.problem.Refusal;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a script SETs for longer than its transaction. Where the connection ended in the COMMIT that made it last, the
/// session that takes its place is told it again.
public final class LastingSettings {
    /// The one call by which settings are set in a query, as dumps do it.
    private static final Pattern SET_CONFIG = Pattern
            .compile(
                    "(?is)select\\s+(?:pg_catalog\\.)?set_config\\s*\\([^()]*,\\s*(?:false|'f'|'false')\\s*\\)\\s*;?\\s*");
    private static final Pattern PASSING = Pattern.compile("(?i)local|transaction|constraints");

    private LastingSettings() {}

    /// The statements, as they were sent; none of a step that leaves nothing to the steps behind it.
    public static List<String> of(Sql sql, Scope scope) {
        List<String> lasting = new ArrayList<>();
        if (!sql.keepsSession()) {
            return lasting;
        }
        try {
            ScriptRun script = sql.script(sql.variables(scope));
            for (ScriptItem item = script.next(); item != null; item = script.next()) {
                if (item instanceof Statement statement && lasts(statement.sql().text())) {
                    lasting.add(statement.sql().text());
                }
            }
        } catch (Refusal _) {
            // It ended there when it was played, too.
        }
        return lasting;
    }

    private static boolean lasts(String sql) {
        List<Token> first = Tokens.first(sql, 2);
        if (first.size() < 2) {
            return false;
        }
        boolean sets = first.getFirst().is("set") || first.getFirst().is("reset");
        Token second = first.get(1);
        return sets && !PASSING.matcher(sql.substring(second.start(), second.end())).matches()
                || SET_CONFIG.matcher(sql).matches();
    }

    /// What was committed by a connection that has ended since goes on having SET what it has SET.
    static Observation kept(Observation seen, Session session, Sql sql, Tools tools) {
        Failure forgotten = session.isLost() && seen.failure() == null
                ? repeat(of(sql, tools.scope()), tools.session())
                : null;
        return forgotten == null ? seen : SqlOutcome.failed(seen, forgotten);
    }

    /// Sets them again, on the session that has taken the place of the lost one.
    ///
    /// @return why nothing may go on with settings that the steps behind it were not written for, or null
    public static @Nullable Failure repeat(List<String> statements, Session session) {
        List<String> refused = statements.stream()
                .filter(sql -> !(session.execute(sql) instanceof StatementResult.Completed)).toList();
        return refused.isEmpty()
                ? null
                : Failure.of("connection", "what was SET is lost with its connection, and cannot be set again",
                        "It was committed all the same. The session does not take: " + String.join(" ", refused));
    }
}
