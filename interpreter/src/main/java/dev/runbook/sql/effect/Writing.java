package dev.runbook.sql.effect;

import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.item.ScriptItem.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A statement that a standby is certain to refuse. What only the server can tell, such as what a function does, is left to
/// it. Source: "Hot Standby, User's Overview" in PostgreSQL's manual.
///
/// @param command its kind: `INSERT`
public record Writing(Span place, String command) {
    private static final Set<String> ALLOWED = Set.of("", "?", "ABORT", "BEGIN", "CALL", "CHECKPOINT", "CLOSE",
            "COMMIT",
            "DEALLOCATE", "DECLARE", "DISCARD", "DO", "END", "EXECUTE", "EXPLAIN", "FETCH", "LOAD", "LOCK", "MOVE",
            "PREPARE", "RELEASE", "RESET", "ROLLBACK", "ROLLBACK TO", "SAVEPOINT", "SET", "SET CONSTRAINTS",
            "SET TRANSACTION", "SHOW", "START TRANSACTION", "UNLISTEN");
    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE", "WITH");
    private static final List<String[]> IN_QUERIES = List.of(words("for update"), words("for no key update"),
            words("for share"), words("for key share"), words("insert into"), words("delete from"),
            words("merge into"), words("nextval ("), words("setval ("));

    /// Those of a script, in its order.
    public static List<Writing> in(Script script) {
        List<Writing> found = new ArrayList<>();
        for (Statement statement : script.statements()) {
            Words words = Words.of(statement.sql().text());
            String command = Command.of(words);
            if (isRefused(command, words)) {
                found.add(new Writing(statement.place(), command));
            }
        }
        return found;
    }

    private static boolean isRefused(String command, Words words) {
        if (QUERIES.contains(command)) {
            return IN_QUERIES.stream().anyMatch(words::has) || selectsInto(words);
        }
        return switch (command) {
            case "COPY" -> words.has("from") && !words.has("to");
            case "BEGIN", "START TRANSACTION", "SET TRANSACTION" -> words.has("read", "write");
            case "SET" -> words.hasAny("default_transaction_read_only", "transaction_read_only");
            default -> !ALLOWED.contains(command);
        };
    }

    private static boolean selectsInto(Words words) {
        int into = words.find(0, "into");
        return into >= 0 && words.tokens().get(into).depth() == 0;
    }

    private static String[] words(String text) {
        return text.split(" ");
    }
}
