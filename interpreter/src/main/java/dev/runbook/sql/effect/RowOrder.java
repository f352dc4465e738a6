package dev.runbook.sql.effect;

import dev.runbook.sql.Script;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Kind;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.List;
import java.util.Set;

/// Whether a statement gives rows, and whether it says in which order: an ORDER BY of its own, not one of a subquery, an
/// aggregate or a window.
public final class RowOrder {
    private static final Set<String> QUERIES = Set.of("select", "values", "table", "with");
    private static final Set<String> OTHERS = Set.of("show", "explain", "fetch", "execute");
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");

    private RowOrder() {}

    /// The statements of a script that have rows for an answer.
    public static List<String> queries(Script script) {
        return script.statements().stream().map(statement -> statement.sql().text()).filter(RowOrder::givesRows)
                .toList();
    }

    /// Whether each of them asks for an order of its rows.
    public static boolean isGiven(List<String> queries) {
        return !queries.isEmpty() && queries.stream().allMatch(RowOrder::isGiven);
    }

    private static boolean givesRows(String statement) {
        List<Token> tokens = Tokens.of(statement);
        String verb = tokens.stream().filter(token -> !token.is("(")).findFirst().map(Token::text).orElse("");
        return QUERIES.contains(verb) || OTHERS.contains(verb)
                || CHANGES.contains(verb) && tokens.stream().anyMatch(token -> token.is("returning"));
    }

    /// Whether the order of its rows is one that it asks for.
    static boolean isGiven(String statement) {
        List<Token> tokens = bare(Tokens.of(statement));
        if (tokens.isEmpty() || !QUERIES.contains(tokens.getFirst().text())) {
            return false;
        }
        int depth = 0;
        boolean ordered = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean change = token.kind() == Kind.WORD && CHANGES.contains(token.text());
            if (depth == 0 && change && !follows(tokens, i, "for") && !follows(tokens, i, "key")) {
                return false;
            }
            ordered |= depth == 0 && token.is("by") && follows(tokens, i, "order");
        }
        return ordered;
    }

    private static boolean follows(List<Token> tokens, int at, String word) {
        return at > 0 && tokens.get(at - 1).is(word);
    }

    /// Without the semicolon at its end and parentheses around the whole.
    private static List<Token> bare(List<Token> tokens) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).is(";")) {
            end--;
        }
        List<Token> inner = tokens.subList(0, end);
        return end > 1 && inner.getFirst().is("(") && closing(inner) == end - 1
                ? bare(inner.subList(1, end - 1))
                : inner;
    }

    /// Where the parenthesis is closed that stands first.
    private static int closing(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
