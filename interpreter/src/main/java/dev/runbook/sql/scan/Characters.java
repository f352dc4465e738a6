package dev.runbook.sql.scan;

import org.jspecify.annotations.Nullable;

/// Where the tokens end that PostgreSQL's scanner knows, from an input's position on.
final class Characters {
    private static final String OPERATORS = "~!@#^&|`?+-*/%<>=";

    private Characters() {}

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r' && c != '\u000B');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isOperator(char c) {
        return OPERATORS.indexOf(c) >= 0;
    }

    static boolean startsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= '\u0080';
    }

    /// What names of psql variables, and tags of dollar quotes, are made of.
    static boolean isName(char c) {
        return startsWord(c) || isDigit(c);
    }

    static int spaceEnd(Input in) {
        int i = in.position;
        while (i < in.limit && isSpace(in.text.charAt(i))) {
            i++;
        }
        return i;
    }

    static int lineEnd(Input in) {
        int i = in.position;
        while (i < in.limit && in.text.charAt(i) != '\n' && in.text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    static int wordEnd(Input in, int from) {
        int i = from;
        while (i < in.limit && (isName(in.text.charAt(i)) || in.text.charAt(i) == '$')) {
            i++;
        }
        return i;
    }

    static int nameEnd(Input in, int from) {
        int i = from;
        while (i < in.limit && isName(in.text.charAt(i))) {
            i++;
        }
        return i;
    }

    /// An operator ends where a comment begins.
    static int operatorEnd(Input in) {
        int i = in.position;
        while (i < in.limit && isOperator(in.text.charAt(i)) && !beginsComment(in, i)) {
            i++;
        }
        return Math.max(i, in.position + 1);
    }

    private static boolean beginsComment(Input in, int i) {
        char next = i + 1 < in.limit ? in.text.charAt(i + 1) : '\0';
        char c = in.text.charAt(i);
        return (c == '-' && next == '-') || (c == '/' && next == '*');
    }

    /// A number, with the letters that stick to it.
    static int numberEnd(Input in) {
        int i = digitsEnd(in, in.position);
        if (at(in, i) == '.' && at(in, i + 1) != '.') {
            i = digitsEnd(in, i + 1);
        }
        char sign = at(in, i + 1);
        if ((at(in, i) == 'e' || at(in, i) == 'E') && (sign == '+' || sign == '-' || isDigit(sign))) {
            i = digitsEnd(in, i + 2);
        }
        return wordEnd(in, i);
    }

    private static int digitsEnd(Input in, int from) {
        int i = from;
        while (isDigit(at(in, i))) {
            i++;
        }
        return i;
    }

    private static char at(Input in, int index) {
        return in.ahead(index - in.position);
    }

    /// Behind the opening `$tag$`, or -1 when there is none.
    static int dollarTagEnd(Input in) {
        int start = in.position + 1;
        int end = isDigit(at(in, start)) ? start : nameEnd(in, start);
        return at(in, end) == '$' ? end + 1 : -1;
    }

    /// What a colon begins, or null when it begins no reference to a variable.
    static Reference.@Nullable Kind referenceKind(Input in) {
        char next = in.ahead(1);
        if (isName(next)) {
            return Reference.Kind.RAW;
        }
        return switch (next) {
            case '\'' -> closes(in, 2, '\'') ? Reference.Kind.LITERAL : null;
            case '"' -> closes(in, 2, '"') ? Reference.Kind.IDENTIFIER : null;
            case '{' -> in.ahead(2) == '?' && closes(in, 3, '}') ? Reference.Kind.TEST : null;
            default -> null;
        };
    }

    private static boolean closes(Input in, int start, char quote) {
        int end = nameEnd(in, in.position + start);
        return end > in.position + start && at(in, end) == quote;
    }

    /// Where the quote that is open closes, or where the input ends.
    static int quoteEnd(Input in, boolean escapes) {
        int i = in.position;
        while (i < in.limit && in.text.charAt(i) != '\'') {
            i += escapes && in.text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, in.limit);
    }

    /// Behind the quote that goes on with a string that has just been closed, or -1.
    ///
    /// A string goes on behind white space with a line break in it, which psql sees in the value of a variable
    /// only, since it reads line by line.
    static int continuationEnd(Input in) {
        int next = spaceEnd(in);
        boolean broken = in.text.indexOf('\n', in.position, next) >= 0
                || in.text.indexOf('\r', in.position, next) >= 0;
        return broken && at(in, next) == '\'' ? next + 1 : -1;
    }

    static int nameStart(Input in, Reference.Kind kind) {
        return in.position + switch (kind) {
            case RAW -> 1;
            case LITERAL, IDENTIFIER -> 2;
            case TEST -> 3;
        };
    }
}
