package dev.runbook.expression;

import dev.runbook.expression.library.Escape;
import dev.runbook.expression.library.Fault;
import dev.runbook.source.Passage;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts an expression into tokens.
final class Lexer {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile(
            "0x[0-9a-fA-F]+|[0-9]*\\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|[0-9]+");
    private static final Pattern SYMBOL = Pattern.compile("&&|\\|\\||[=!<>]=|[-+*/%<>!?:.,()\\[\\]{}]");
    private static final Pattern BLANK = Pattern.compile("(?:[ \\t\\r\\n\\f]|//[^\\n]*)+");

    private final Passage passage;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(Passage passage) {
        this.passage = passage;
        this.text = passage.text();
    }

    /// The kinds of token.
    enum Kind {
        NAME, NUMBER, TEXT, SYMBOL, END
    }

    /// A word, a literal or a sign, from one offset up to another; a text literal with what it stands for.
    record Token(Kind kind, String text, int start, int end, Value value) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }
    }

    static List<Token> tokens(Passage passage) throws ExpressionError {
        Lexer lexer = new Lexer(passage);
        while (lexer.skipBlank() < lexer.text.length()) {
            lexer.token();
        }
        lexer.add(Kind.END, lexer.text.length());
        return lexer.tokens;
    }

    /// Where the `}}` of an expression that begins at an offset stands, or -1: one in a text or a map is not it.
    static int closing(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && text.startsWith("}}", i)) {
                return i;
            }
            depth = c == '{' ? depth + 1 : c == '}' ? Math.max(0, depth - 1) : depth;
            if (c == '\'' || c == '"') {
                int end = quoteEnd(text, i, isRaw(text, i, from));
                if (end < 0) {
                    return text.indexOf("}}", i);
                }
                i = end - 1;
            }
        }
        return -1;
    }

    private static boolean isRaw(String text, int quote, int from) {
        return quote > from && (text.charAt(quote - 1) == 'r' || text.charAt(quote - 1) == 'R');
    }

    /// The offset after the literal whose quote stands at an offset, or -1 when it does not end.
    private static int quoteEnd(String text, int quote, boolean raw) {
        String mark = mark(text, quote);
        for (int i = quote + mark.length(); i < text.length(); i++) {
            if (text.startsWith(mark, i)) {
                return i + mark.length();
            }
            if (mark.length() == 1 && text.charAt(i) == '\n') {
                return -1;
            }
            i += !raw && text.charAt(i) == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static String mark(String text, int quote) {
        String one = text.substring(quote, quote + 1);
        return text.startsWith(one.repeat(3), quote) ? one.repeat(3) : one;
    }

    private int skipBlank() {
        Matcher blank = matcher(BLANK);
        at = blank.lookingAt() ? blank.end() : at;
        return at;
    }

    private void token() throws ExpressionError {
        Matcher name = matcher(NAME);
        Matcher number = matcher(NUMBER);
        Matcher symbol = matcher(SYMBOL);
        if (name.lookingAt()) {
            word(name.end());
        } else if (number.lookingAt()) {
            number(number.end());
        } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
            literal(at, false);
        } else if (symbol.lookingAt()) {
            add(Kind.SYMBOL, symbol.end());
        } else {
            throw strange();
        }
    }

    private void word(int end) throws ExpressionError {
        String word = text.substring(at, end);
        boolean quoted = end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'');
        if (quoted && word.equalsIgnoreCase("r")) {
            literal(end, true);
        } else if (quoted && List.of("b", "rb", "br").contains(word.toLowerCase(Locale.ROOT))) {
            throw new ExpressionError(passage.span(at, end), "there are no bytes here", "Leave out the " + word + ".");
        } else {
            add(word.equals("in") ? Kind.SYMBOL : Kind.NAME, end);
        }
    }

    private void number(int end) throws ExpressionError {
        Matcher tail = NAME.matcher(text).region(end, text.length());
        if (!tail.lookingAt()) {
            add(Kind.NUMBER, end);
            return;
        }
        throw new ExpressionError(passage.span(at, tail.end()),
                "\"" + text.substring(at, tail.end()) + "\" is not a number",
                tail.group().equalsIgnoreCase("u")
                        ? "There are no unsigned integers here: leave out the u."
                        : "A duration is written duration(\"5m\"), and a text in quotes.");
    }

    private void literal(int quote, boolean raw) throws ExpressionError {
        int end = quoteEnd(text, quote, raw);
        if (end < 0) {
            throw new ExpressionError(passage.span(at, quote + 1), "a text that does not end",
                    "Close it with " + mark(text, quote) + ", on the same line unless there are three of them.");
        }
        int width = mark(text, quote).length();
        String value = raw ? text.substring(quote + width, end - width) : unescaped(quote + width, end - width);
        tokens.add(new Token(Kind.TEXT, text.substring(at, end), at, end, Value.of(value)));
        at = end;
    }

    private String unescaped(int from, int to) throws ExpressionError {
        StringBuilder value = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            if (text.charAt(i) == '\\') {
                i = escape(i, to, value);
            } else {
                value.append(text.charAt(i++));
            }
        }
        return value.toString();
    }

    private int escape(int from, int to, StringBuilder value) throws ExpressionError {
        try {
            return Escape.read(text, from, value);
        } catch (Fault fault) {
            throw ExpressionError.at(passage.span(from, Math.min(to, from + 2)), fault);
        }
    }

    private ExpressionError strange() {
        String c = Character.toString(text.codePointAt(at));
        String advice = switch (c) {
            case "=" -> "To compare, write ==.";
            case "&" -> "Write && for \"and\".";
            case "|" -> "Write || for \"or\".";
            case "$" -> "Inside an expression a name stands as it is: params.x.";
            case "`", "“", "”", "‘", "’" -> "Texts stand in straight quotes: 'text' or \"text\".";
            default -> "Texts stand in quotes: 'text'.";
        };
        return new ExpressionError(passage.span(at, at + c.length()), "unexpected " + c, advice);
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end, Value.Null.NULL));
        at = end;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }
}
