package dev.runbook.jsonpath;

import java.text.ParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path's text, read from left to right.
final class PathText {
    private static final Pattern BLANK = Pattern.compile("[ \\t\\n\\r]*");

    private final String text;
    private int at;

    PathText(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    void skipBlank() {
        take(BLANK);
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean sees(String sign) {
        return text.startsWith(sign, at);
    }

    boolean accept(String sign) {
        boolean there = sees(sign);
        at += there ? sign.length() : 0;
        return there;
    }

    void expect(String sign) throws ParseException {
        skipBlank();
        if (!accept(sign)) {
            throw wanted(sign);
        }
    }

    /// What matches here, or the empty text.
    String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        String found = matcher.lookingAt() ? matcher.group() : "";
        at += found.length();
        return found;
    }

    /// A text in quotes, with JSON's escapes and `\'`.
    String quoted() throws ParseException {
        int start = at;
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped(quote) : c);
        }
        if (isAtEnd()) {
            throw new ParseException("a text that does not end; close it with " + quote, start);
        }
        at++;
        return value.toString();
    }

    private char escaped(char quote) throws ParseException {
        char c = isAtEnd() ? ' ' : text.charAt(at++);
        int known = "bfnrt/\\".indexOf(c);
        if (known >= 0) {
            return "\b\f\n\r\t/\\".charAt(known);
        }
        if (c == quote) {
            return c;
        }
        String code = c == 'u' ? take(Pattern.compile("[0-9A-Fa-f]{4}")) : "";
        if (code.isEmpty()) {
            throw new ParseException("an unknown escape; write \\\\ for a backslash", at - 1);
        }
        return (char) Integer.parseInt(code, 16);
    }

    ParseException wanted(String what) {
        return new ParseException(isAtEnd()
                ? "the path ends too early; here should stand " + what
                : "unexpected " + Character.toString(text.codePointAt(at)) + "; here should stand " + what, at);
    }
}
