package dev.runbook.action;

import dev.runbook.problem.Problems;
import dev.runbook.script.ScriptCheck;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.Script;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import dev.runbook.sql.scan.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A piece of SQL that becomes part of a statement of ours: a condition, what to SET.
final class SqlPiece {
    private static final Path NOWHERE = Path.of("");

    private SqlPiece() {}

    /// Finds what would end the statement, or reach out of the piece's own parentheses.
    ///
    /// @param given the names of the variables that have values
    static void check(Passage piece, Set<String> given, Problems problems) {
        Script script = Script.read(piece, null, NOWHERE, SqlPiece::noFile);
        script.problems().forEach(problems::add);
        ScriptCheck.checkNames(script, given, problems);
        boolean one = script.items().size() == 1 && script.items().getFirst() instanceof Statement statement
                && statement.ending() instanceof Ending.EndOfScript && !statement.several();
        if (script.isSound() && !(one && isBalanced(piece.text()))) {
            problems.error(piece.span(), "this is not one piece of a statement",
                    "Write it as it stands in the statement, without a semicolon or a psql command, and close each"
                            + " parenthesis that it opens.");
        }
    }

    /// A row whose key changes could be visited twice, or never.
    static void checkKeyStays(Passage set, List<String> key, Problems problems) {
        List<Token> tokens = Tokens.of(set.text());
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean first = i == 0 || tokens.get(i - 1).is(",") && tokens.get(i - 1).depth() == 0;
            if (first && token.depth() == 0 && key.contains(token.text()) && tokens.get(i + 1).is("=")) {
                problems.error(set.span(token.start(), token.end()), "the backfill would change its own key",
                        "Rows would be visited twice, or never: name the columns of another unique index as `key`.");
            }
        }
    }

    /// The piece with its variables filled in.
    ///
    /// @throws dev.runbook.problem.Refusal when a value may not become SQL
    static Passage filled(Passage piece, Variables variables) {
        ScriptItem item = new ScriptRun(piece, null, NOWHERE, SqlPiece::noFile, variables).next();
        return item instanceof Statement statement ? statement.sql() : piece;
    }

    private static boolean isBalanced(String text) {
        List<Token> tokens = Tokens.of(text);
        long opened = tokens.stream().filter(token -> token.is("(") || token.is("[")).count();
        long closed = tokens.stream().filter(token -> token.is(")") || token.is("]")).count();
        return opened == closed && tokens.stream().allMatch(token -> token.depth() >= 0);
    }

    private static Source noFile(Path path) throws IOException {
        throw new IOException("a piece of SQL reads no files: " + path);
    }
}
