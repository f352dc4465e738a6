package dev.runbook.settle;

import dev.runbook.sql.scan.Quoting;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Kind;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/// The words of one statement, read from left to right.
final class Names {
    private final String sql;
    private final List<Token> tokens;
    private int at;

    private Names(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    static Names of(String sql) {
        return new Names(sql, Tokens.first(sql, 2_000));
    }

    static String quoted(String name) {
        return Quoting.identifier(name);
    }

    /// Takes these words if they come next.
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /// Takes one of these words if it comes next.
    boolean takeAny(String... words) {
        for (String word : words) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isNext(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    /// Whether this word stands anywhere.
    boolean has(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    /// Whether a comma stands outside of parentheses: several names.
    boolean isList() {
        return tokens.stream().anyMatch(token -> token.depth() == 0 && token.is(","));
    }

    /// What stands behind each IF NOT EXISTS outside of parentheses: the last part of a name, or a literal.
    List<String> unless() {
        List<String> names = new ArrayList<>();
        for (at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).depth() == 0 && take("if", "not", "exists")) {
                List<String> name = name();
                names.add(name.isEmpty() ? literal() : name.getLast());
            }
        }
        return names;
    }

    /// How many actions a statement has that lists them.
    int actions() {
        return 1 + (int) tokens.stream().filter(token -> token.depth() == 0 && token.is(",")).count();
    }

    /// Takes what stands in parentheses.
    void skipParentheses() {
        if (isNext("(")) {
            int depth = tokens.get(at).depth();
            do {
                at++;
            } while (at < tokens.size() && tokens.get(at).depth() > depth);
            take(")");
        }
    }

    /// Takes a name, perhaps with a schema before it: its parts, empty when none comes next.
    List<String> name() {
        List<String> parts = new ArrayList<>();
        do {
            if (at >= tokens.size() || !isName(tokens.get(at))) {
                return List.of();
            }
            parts.add(tokens.get(at++).text());
        } while (take("."));
        return parts;
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
    }

    /// Takes a plain literal, without its quotes; empty when none comes next.
    String literal() {
        if (at >= tokens.size() || tokens.get(at).kind() != Kind.LITERAL) {
            return "";
        }
        Token token = tokens.get(at++);
        String text = sql.substring(token.start(), token.end());
        return text.startsWith("'") ? text.substring(1, text.length() - 1).replace("''", "'") : "";
    }

    /// The parts of a name as SQL writes them.
    static String joined(List<String> parts) {
        return String.join(".", parts.stream().map(Names::quoted).toList());
    }
}
