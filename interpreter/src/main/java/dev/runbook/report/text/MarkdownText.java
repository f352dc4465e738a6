package dev.runbook.report.text;

import java.util.regex.Pattern;

/// Text in Markdown as GitHub and GitLab read it, on one line: in a paragraph, a table's cell, a heading, or inside
/// an HTML element such as `<summary>`.
///
/// What could mean something is written as a character reference, because that holds in all of these places where a
/// backslash does not. What is looked for in the finished page (mentions, references, emoji, mathematics) is broken
/// by a space of no width, or by an element around it.
public final class MarkdownText {
    private static final String BREAK = "&#8203;";
    private static final Pattern LIST_NUMBER = Pattern.compile("(\\d{1,9})([.)])(?=\\s|$)");
    private static final Pattern EMOJI = Pattern.compile(":(?:[0-9_+-]*+[a-z][a-z0-9_+-]*+|100|1234|[+-]1):",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKER = Pattern.compile("[-+=](?=[-+=\\s]|$)|#(?=#{0,5}(?:\\s|$))");

    private final String text;
    private final StringBuilder escaped;

    private MarkdownText(String text) {
        this.text = text;
        this.escaped = new StringBuilder(text.length() + 16);
    }

    /// The text with nothing left in it that a Markdown reader would take for markup.
    public static String escape(String text) {
        return Directions.isolated(text, new MarkdownText(text).escape());
    }

    private String escape() {
        for (int i = start(); i < text.length(); i++) {
            put(text.charAt(i), i);
        }
        return escaped.toString();
    }

    /// What begins a list, a heading, a ruler or a block of code does so only at the start.
    private int start() {
        var number = LIST_NUMBER.matcher(text);
        if (number.lookingAt()) {
            escaped.append(number.group(1));
            reference(number.group(2).charAt(0));
            return number.end();
        }
        if (!text.isEmpty() && Character.isWhitespace(text.charAt(0)) && text.charAt(0) != '\n') {
            reference(' ');
            return 1;
        }
        boolean marker = MARKER.matcher(text).lookingAt();
        if (marker) {
            reference(text.charAt(0));
        }
        return marker ? 1 : 0;
    }

    private void put(char c, int i) {
        switch (c) {
            case '\n' -> escaped.append("<br>");
            case '\t' -> escaped.append(' ');
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '|', '`', '*', '[', ']', '\\' -> reference(c);
            case '_' -> underscore(i);
            case '&' -> digitBroken(wordAt(i + 1) || at(i + 1) == '#' ? "&amp;" : "&", i);
            case '$' -> escaped.append("<span>$</span>");
            case '~' -> broken("&#126;", i);
            case '@' -> broken("@", i);
            case '#', '!', '%' -> digitBroken(String.valueOf(c), i);
            case '-' -> escaped.append(i > 1 && text.startsWith("GH", i - 2) && digitAt(i + 1) ? "-" + BREAK : "-");
            case ':' -> escaped.append(EMOJI.matcher(text).region(i, text.length()).lookingAt() ? ":" + BREAK : ":");
            default -> escaped.append(c);
        }
    }

    private void reference(char c) {
        escaped.append("&#").append((int) c).append(';');
    }

    /// Inside a word, it is a part of the word.
    private void underscore(int i) {
        if (wordAt(i - 1) && wordAt(i + 1)) {
            escaped.append('_');
        } else {
            reference('_');
        }
    }

    private void broken(String sign, int i) {
        escaped.append(sign).append(wordAt(i + 1) || at(i + 1) == '"' || at(i + 1) == '_' ? BREAK : "");
    }

    private void digitBroken(String sign, int i) {
        escaped.append(sign).append(digitAt(i + 1) ? BREAK : "");
    }

    private boolean wordAt(int i) {
        return i >= 0 && i < text.length() && Character.isLetterOrDigit(text.charAt(i));
    }

    private boolean digitAt(int i) {
        return i < text.length() && Character.isDigit(text.charAt(i));
    }

    private char at(int i) {
        return i < text.length() ? text.charAt(i) : ' ';
    }
}
