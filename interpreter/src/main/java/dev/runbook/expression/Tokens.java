package dev.runbook.expression;

import dev.runbook.expression.Lexer.Kind;
import dev.runbook.expression.Lexer.Token;
import dev.runbook.expression.library.Function;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.util.List;
import java.util.Optional;

/// The tokens of an expression, read one after the other.
final class Tokens {
    private final Passage passage;
    private final List<Token> tokens;
    private int at;

    Tokens(Passage passage) throws ExpressionError {
        this.passage = passage;
        this.tokens = Lexer.tokens(passage);
    }

    Token current() {
        return tokens.get(at);
    }

    /// The one after the current, which must not be the end.
    Token following() {
        return tokens.get(at + 1);
    }

    Token take() {
        return tokens.get(at++);
    }

    /// The place of the token taken last.
    Span taken() {
        return place(tokens.get(at - 1));
    }

    boolean is(String symbol) {
        return current().is(symbol);
    }

    boolean accept(String symbol) {
        boolean there = is(symbol);
        at += there ? 1 : 0;
        return there;
    }

    /// Takes one of these operators, if it is there.
    Optional<Function> accept(List<Function> operators) {
        Optional<Function> found = operators.stream().filter(f -> is(f.symbol())).findFirst();
        at += found.isPresent() ? 1 : 0;
        return found;
    }

    Span expect(String symbol) throws ExpressionError {
        if (!is(symbol)) {
            throw unexpected(symbol);
        }
        return place(take());
    }

    Span place(Token token) {
        return passage.span(token.start(), token.end());
    }

    ExpressionError unexpected(String wanted) {
        Token found = current();
        String title = found.kind() == Kind.END ? "the expression ends too early" : "unexpected " + found.text();
        return new ExpressionError(place(found), title, switch (found.text()) {
            case "and" -> "\"And\" is written &&.";
            case "or" -> "\"Or\" is written ||.";
            case "not" -> "\"Not\" is written !.";
            case "is" -> "Write == null, or != null.";
            default -> habit(found, wanted);
        });
    }

    /// What is written otherwise in SQL and in other languages.
    private String habit(Token found, String wanted) {
        Token before = at > 0 ? tokens.get(at - 1) : found;
        if (before.text().equals("not")) {
            return "\"Not\" is written !: !" + found.text() + ".";
        }
        if (before.is("<") && found.is(">")) {
            return "Not equal is written !=.";
        }
        if (found.text().matches("\\.[0-9]+")) {
            return "Items of a list are counted from 0 between brackets: [" + found.text().substring(1) + "].";
        }
        return found.is(",") && wanted.equals(")")
                ? "A list stands between brackets: ['a', 'b']."
                : "Here should stand " + wanted + ".";
    }
}
