package dev.runbook.console;

import dev.runbook.table.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Breaks lines between words where a terminal would break them anywhere, and indents what follows.
public final class Wrap {
    /// So narrow that nothing is won.
    private static final int LEAST = 20;
    private static final int JOINER = 0x200d;
    private static final int FIRST_SKIN = 0x1f3fb;
    private static final int LAST_SKIN = 0x1f3ff;
    private static final Pattern WORD = Pattern.compile("( *)([^ ]+)");
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern MARK = Pattern.compile("[✓✗!~▸?-] ");

    private final int columns;
    private final String margin;
    private final List<String> lines = new ArrayList<>();
    private StringBuilder line = new StringBuilder();
    private int used;

    private Wrap(int columns, String margin) {
        this.columns = columns;
        this.margin = margin;
    }

    /// The text with no line wider than so many columns, but for a word that is wider itself, as a path or a name is:
    /// that one stays whole.
    public static String words(String text, int columns) {
        if (columns < LEAST) {
            return text;
        }
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.addAll(width(line) <= columns ? List.of(line) : new Wrap(columns, margin(line)).broken(line));
        }
        return String.join("\n", lines);
    }

    /// Under the words of a line that is indented or marked, not under its mark.
    private static String margin(String line) {
        String plain = STYLE.matcher(line).replaceAll("");
        int indent = plain.length() - plain.stripLeading().length();
        boolean marked = MARK.matcher(plain.substring(indent)).lookingAt();
        return " ".repeat(indent + (marked || indent > 0 ? 2 : 0));
    }

    private List<String> broken(String text) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            add(word.group(1), word.group(2));
        }
        lines.add(line + text.substring(text.stripTrailing().length())); // where an answer will stand
        return lines;
    }

    private void add(String gap, String word) {
        if (used + gap.length() + width(word) <= columns || line.toString().isBlank()) {
            put(gap, word);
        } else if (word.codePoints().anyMatch(Wrap::isWide)) {
            String before = gap;
            for (String piece : pieces(word)) {
                fit(before, piece);
                before = "";
            }
        } else {
            fit(gap, word);
        }
    }

    private void fit(String gap, String word) {
        if (used + gap.length() + width(word) > columns && !line.toString().isBlank()) {
            lines.add(line.toString());
            line = new StringBuilder(margin);
            used = margin.length();
            put("", word);
        } else {
            put(gap, word);
        }
    }

    private void put(String gap, String word) {
        line.append(gap).append(word);
        used += gap.length() + width(word);
    }

    /// Writing without spaces may be broken before any of its wide characters, but no character that is made of several.
    private static List<String> pieces(String word) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int before = JOINER;
        for (int c : word.codePoints().toArray()) {
            if (isWide(c) && before != JOINER && (c < FIRST_SKIN || c > LAST_SKIN)) {
                pieces.add(piece.toString());
                piece = new StringBuilder();
            }
            piece.appendCodePoint(c);
            before = c;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean isWide(int c) {
        return DisplayWidth.of(c) > 1;
    }

    private static int width(String text) {
        return LiveText.width(STYLE.matcher(text).replaceAll(""));
    }
}
