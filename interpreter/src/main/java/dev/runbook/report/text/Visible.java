package dev.runbook.report.text;

import java.util.regex.Pattern;

/// Makes what cannot be seen visible: control characters, and those that hide or turn text around, are written as
/// what they are, so that a report shows what is there and nothing else.
public final class Visible {
    /// Colours and styles of terminals; they carry no text.
    private static final Pattern STYLES = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;

    private Visible() {}

    /// The text with its lines, ended by `\n`, and its tabs, and nothing else that a screen would not show.
    public static String of(String text) {
        String plain = text.indexOf('\u001b') < 0 ? text : STYLES.matcher(text).replaceAll("");
        String lines = plain.indexOf('\r') < 0 ? plain : plain.replace("\r\n", "\n");
        return lines.codePoints().anyMatch(Visible::hidden) ? shown(lines) : lines;
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> show(c, shown));
        return shown.toString();
    }

    private static void show(int c, StringBuilder shown) {
        if (!hidden(c)) {
            shown.appendCodePoint(c);
        } else if (c < ' ') {
            shown.appendCodePoint(CONTROL_PICTURES + c);
        } else if (c == 0x7f) {
            shown.appendCodePoint(DELETE_PICTURE);
        } else {
            shown.append("⟨U+%04X⟩".formatted(c));
        }
    }

    /// Whether a character would not be seen, or would change how others are seen.
    public static boolean hidden(int c) {
        if (c < 0x7f) {
            return c < ' ' && c != '\n' && c != '\t';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> hiddenFormat(c);
            default -> false;
        };
    }

    /// Joiners are a part of many scripts and of emoji; the other format characters hide or reorder.
    private static boolean hiddenFormat(int c) {
        return c != 0x200c && c != 0x200d && c != 0xad && !emojiTag(c);
    }

    private static boolean emojiTag(int c) {
        return c >= 0xe0020 && c <= 0xe007f;
    }
}
