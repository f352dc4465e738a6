package dev.runbook.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a pattern of RE2's syntax as the pattern that means the same to `java.util.regex`, and refuses what
/// RE2 does not know. RE2's syntax: <https://github.com/google/re2/wiki/Syntax>.
final class RegexTranslator {
    private static final String SPACES = "\\t\\n\\f\\r ";
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");
    private static final Pattern GROUP = Pattern.compile("\\(\\?(?:P?<([A-Za-z_]\\w*)>|([ims]*)(-[ims]+)?([:)]))");
    private static final Pattern PROPERTY = Pattern.compile("([pP])(?:([A-Z])|\\{(\\^?)(\\w+)})");
    private static final Pattern HEX = Pattern.compile("\\\\x(?:[0-9A-Fa-f]{2}|\\{[0-9A-Fa-f]{1,6}})");
    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):]");
    private static final int MOST_REPEATS = 1000;
    private static final Map<String, String> POSIX_CLASSES = Map.ofEntries(Map.entry("alnum", "Alnum"),
            Map.entry("alpha", "Alpha"), Map.entry("ascii", "ASCII"), Map.entry("blank", "Blank"),
            Map.entry("cntrl", "Cntrl"), Map.entry("digit", "Digit"), Map.entry("graph", "Graph"),
            Map.entry("lower", "Lower"), Map.entry("print", "Print"), Map.entry("punct", "Punct"),
            Map.entry("space", "Space"), Map.entry("upper", "Upper"), Map.entry("xdigit", "XDigit"));

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Boolean> outer = new ArrayDeque<>();
    /// Whether `(?m)` is in force here, which decides what `^` and `$` mean.
    private boolean lines;
    private int at;

    RegexTranslator(String pattern) {
        this.pattern = pattern;
    }

    String translate() throws Regex.Failure {
        while (at < pattern.length()) {
            element();
        }
        return out.toString();
    }

    private void element() throws Regex.Failure {
        char c = pattern.charAt(at);
        switch (c) {
            case '\\' -> escape(false);
            case '[' -> characterClass();
            case '(' -> open();
            case ')' -> close();
            case '^' -> emit(lines ? "(?:^|(?<=\\n))" : "^", 1);
            case '$' -> emit(lines ? "$" : "\\z", 1);
            case '*', '+', '?' -> repeat(1);
            case '{' -> braces();
            case '}' -> emit("\\}", 1);
            default -> emit(String.valueOf(c), 1);
        }
    }

    private void emit(String translated, int length) {
        out.append(translated);
        at += length;
    }

    private void open() throws Regex.Failure {
        if (!pattern.startsWith("(?", at)) {
            outer.push(lines);
            emit("(", 1);
            return;
        }
        Matcher group = matcherAt(GROUP);
        if (!group.lookingAt()) {
            throw failure("RE2 has neither lookaround nor this kind of group");
        }
        if (group.group(1) != null) {
            outer.push(lines);
            // Java's names allow no underscore, and nobody asks for a group by its name.
            emit("(", group.end() - at);
            return;
        }
        flags(group);
    }

    private void flags(Matcher group) {
        if (group.group(4).equals(":")) {
            outer.push(lines);
        }
        String off = group.group(3);
        lines = (lines || group.group(2).contains("m")) && (off == null || !off.contains("m"));
        emit(group.group(), group.end() - at);
    }

    private void close() {
        lines = outer.isEmpty() ? lines : outer.pop();
        emit(")", 1);
    }

    private void braces() throws Regex.Failure {
        Matcher repeat = matcherAt(REPEAT);
        if (!repeat.lookingAt()) {
            emit("\\{", 1);
            return;
        }
        String most = repeat.group(2);
        if (Integer.parseInt(repeat.group(1)) > MOST_REPEATS
                || (most != null && !most.isEmpty() && Integer.parseInt(most) > MOST_REPEATS)) {
            throw failure("more than " + MOST_REPEATS + " repetitions");
        }
        repeat(repeat.end() - at);
    }

    private void repeat(int length) throws Regex.Failure {
        int next = at + length;
        if (next < pattern.length() && "*+".indexOf(pattern.charAt(next)) >= 0) {
            throw failure("a repetition of a repetition");
        }
        emit(pattern.substring(at, next), length);
        if (pattern.startsWith("?", at)) {
            emit("?", 1);
            if (at < pattern.length() && "*+?".indexOf(pattern.charAt(at)) >= 0) {
                throw failure("a repetition of a repetition");
            }
        }
    }

    private void escape(boolean inClass) throws Regex.Failure {
        if (at + 1 >= pattern.length()) {
            throw failure("a backslash at the end");
        }
        char c = pattern.charAt(at + 1);
        switch (c) {
            case 's' -> emit(inClass ? SPACES : "[" + SPACES + "]", 2);
            case 'S' -> emit("[^" + SPACES + "]", 2);
            case 'v' -> emit("\\x0B", 2);
            case 'p', 'P' -> property();
            case 'Q' -> quotation();
            case 'b', 'B', 'A', 'z' -> boundary(inClass);
            case 'x' -> hexadecimal();
            case 'd', 'D', 'w', 'W', 'a', 'f', 't', 'n', 'r' -> emit("\\" + c, 2);
            default -> literal(c);
        }
    }

    private void boundary(boolean inClass) throws Regex.Failure {
        if (inClass) {
            throw failure("an escape that RE2 does not know");
        }
        emit(pattern.substring(at, at + 2), 2);
    }

    private void literal(char c) throws Regex.Failure {
        if (c >= '0' && c <= '9') {
            throw failure("RE2 has no backreferences; a character by its number is \\x{...}");
        }
        if (c >= 0x80 || Character.isLetter(c)) {
            throw failure("an escape that RE2 does not know");
        }
        emit("\\" + c, 2);
    }

    private void hexadecimal() throws Regex.Failure {
        Matcher number = matcherAt(HEX);
        if (!number.lookingAt()) {
            throw failure("a character's number that is not hexadecimal");
        }
        emit(number.group(), number.end() - at);
    }

    private void property() throws Regex.Failure {
        Matcher property = PROPERTY.matcher(pattern).region(at + 1, pattern.length());
        if (!property.lookingAt()) {
            throw failure("an escape that RE2 does not know");
        }
        String name = property.group(2) != null ? property.group(2) : property.group(4);
        boolean negative = property.group(1).equals("P") != "^".equals(property.group(3));
        emit((negative ? "\\P{" : "\\p{") + (name.length() > 2 ? "Is" : "") + name + "}", property.end() - at);
    }

    private void quotation() {
        int end = pattern.indexOf("\\E", at);
        String quoted = pattern.substring(at + 2, end < 0 ? pattern.length() : end);
        quoted.chars().forEach(c -> out.append(plain((char) c)));
        at = end < 0 ? pattern.length() : end + 2;
    }

    private static String plain(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c) ? "\\" + c : String.valueOf(c);
    }

    private void characterClass() throws Regex.Failure {
        int start = at;
        emit("[", 1);
        if (pattern.startsWith("^", at)) {
            emit("^", 1);
        }
        for (boolean first = true; first || !pattern.startsWith("]", at); first = false) {
            if (at >= pattern.length()) {
                at = start;
                throw failure("a [ without its ]");
            }
            member();
        }
        emit("]", 1);
    }

    private void member() throws Regex.Failure {
        char c = pattern.charAt(at);
        if (c == '\\') {
            escape(true);
        } else if (pattern.startsWith("[:", at)) {
            posix();
        } else {
            emit("[]&^#".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c), 1);
        }
    }

    private void posix() throws Regex.Failure {
        Matcher posix = matcherAt(POSIX);
        if (!posix.lookingAt()) {
            emit("\\[", 1);
            return;
        }
        boolean negative = !posix.group(1).isEmpty();
        String name = POSIX_CLASSES.get(posix.group(2));
        if (name == null && !posix.group(2).equals("word")) {
            throw failure("an unknown class " + posix.group());
        }
        emit(name == null ? negative ? "\\W" : "\\w" : (negative ? "\\P{" : "\\p{") + name + "}", posix.end() - at);
    }

    private Matcher matcherAt(Pattern part) {
        return part.matcher(pattern).region(at, pattern.length());
    }

    private Regex.Failure failure(String reason) {
        return new Regex.Failure(reason, at);
    }
}
