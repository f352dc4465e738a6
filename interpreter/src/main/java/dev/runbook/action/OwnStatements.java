package dev.runbook.action;

import dev.runbook.sql.effect.Effect;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.value.Value;
import java.util.Map;
import java.util.Set;

/// The statements of a script that are transactions of their own: each that can change something is on disk before it
/// is sent, so that a later process knows how far the script came.
final class OwnStatements {
    /// Commands that leave nothing outside of their session.
    private static final Set<String> OF_THE_SESSION = Set.of("SET", "RESET", "SHOW", "BEGIN", "START TRANSACTION",
            "COMMIT", "END", "ROLLBACK", "ABORT", "LISTEN", "UNLISTEN", "DISCARD", "PREPARE", "DEALLOCATE",
            "SET TRANSACTION", "SET CONSTRAINTS", "SAVEPOINT", "RELEASE", "ROLLBACK TO", "DECLARE", "FETCH", "MOVE",
            "CLOSE", "");
    private final Tools tools;
    private long number;

    OwnStatements(Tools tools) {
        this.tools = tools;
    }

    void announce(Statement statement) {
        for (Effect effect : Effect.ofSeveral(statement.sql().text())) {
            if (!effect.onlyReads() && !OF_THE_SESSION.contains(effect.command())) {
                tools.effect("statement",
                        Map.of("number", Value.of(++number), "command", Value.of(effect.command())));
            }
        }
    }
}
