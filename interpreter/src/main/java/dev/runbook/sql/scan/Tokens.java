package dev.runbook.sql.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tokens of one statement, without white space and comments: what it takes to say what kind it is.
public final class Tokens {

    /// A token and where it stands in the statement's text.
    ///
    /// @param text a word in lower case, a quoted identifier unquoted, a punctuation mark; empty for a literal
    public record Token(Kind kind, String text, int start, int end, int depth) {
        /// Whether it is this word, unquoted.
        public boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.MARK) && text.equals(word);
        }
    }

    /// What a token is.
    public enum Kind {
        WORD, QUOTED, LITERAL, NUMBER, MARK
    }

    private final String text;
    private final int most;
    private final List<Token> found = new ArrayList<>();
    private int position;
    private int depth;

    private Tokens(String text, int most) {
        this.text = text;
        this.most = most;
    }

    public static List<Token> of(String statement) {
        return first(statement, Integer.MAX_VALUE);
    }

    /// The first tokens, at most so many.
    public static List<Token> first(String statement, int most) {
        Tokens tokens = new Tokens(statement, most);
        tokens.read();
        return List.copyOf(tokens.found);
    }

    private void read() {
        while (position < text.length() && found.size() < most) {
            char c = text.charAt(position);
            if (Characters.isSpace(c)) {
                position++;
            } else if (text.startsWith("--", position)) {
                position = Characters.lineEnd(rest());
            } else if (text.startsWith("/*", position)) {
                comment();
            } else {
                token(c);
            }
        }
    }

    private Input rest() {
        return Input.line(text, position, text.length());
    }

    private void comment() {
        int open = 0;
        do {
            if (text.startsWith("/*", position)) {
                open++;
                position += 2;
            } else if (text.startsWith("*/", position)) {
                open--;
                position += 2;
            } else {
                position++;
            }
        } while (open > 0 && position < text.length());
    }

    private void token(char c) {
        int start = position;
        if (Characters.startsWord(c)) {
            word(start, c);
        } else if (c == '"') {
            quotedIdentifier(start, 1);
        } else if (c == '\'') {
            literal(start, 1, false);
        } else if (c == '$' && Characters.dollarTagEnd(rest()) > 0) {
            dollar(start, Characters.dollarTagEnd(rest()));
        } else if (Characters.isDigit(c)) {
            add(Kind.NUMBER, "", start, Characters.numberEnd(rest()));
        } else {
            mark(start, c);
        }
    }

    private void add(Kind kind, String word, int start, int end) {
        position = Math.min(end, text.length());
        found.add(new Token(kind, word, start, position, depth));
    }

    private void mark(int start, char c) {
        depth -= c == ')' || c == ']' ? 1 : 0;
        boolean pair = text.startsWith("::", start) || text.startsWith(":=", start);
        int end = Characters.isOperator(c) ? Characters.operatorEnd(rest()) : start + (pair ? 2 : 1);
        add(Kind.MARK, text.substring(start, end), start, end);
        depth += c == '(' || c == '[' ? 1 : 0;
    }

    private void word(int start, char c) {
        int end = Characters.wordEnd(rest(), start);
        char next = end < text.length() ? text.charAt(end) : '\0';
        boolean prefix = end == start + 1 && "eEbBxXnNuU".indexOf(c) >= 0;
        if (prefix && next == '\'') {
            literal(start, 2, c == 'e' || c == 'E');
        } else if (prefix && next == '&' && text.startsWith("'", start + 2)) {
            literal(start, 3, false);
        } else if (prefix && next == '&' && text.startsWith("\"", start + 2)) {
            quotedIdentifier(start, 3);
        } else {
            add(Kind.WORD, text.substring(start, end).toLowerCase(Locale.ROOT), start, end);
        }
    }

    private void literal(int start, int prefix, boolean escapes) {
        add(Kind.LITERAL, "", start, closing(start + prefix, '\'', escapes));
    }

    private void quotedIdentifier(int start, int prefix) {
        int end = closing(start + prefix, '"', false);
        String name = text.substring(start + prefix, Math.max(start + prefix, end - 1));
        add(Kind.QUOTED, name.replace("\"\"", "\""), start, end);
    }

    private void dollar(int start, int tagEnd) {
        String tag = text.substring(start, tagEnd);
        int close = text.indexOf(tag, tagEnd);
        add(Kind.LITERAL, "", start, close < 0 ? text.length() : close + tag.length());
    }

    /// Behind the quote that closes what was opened before the index.
    private int closing(int from, char quote, boolean escapes) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && escapes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return text.length();
    }
}
