package dev.runbook.console;

/// Makes text safe for a terminal: what would drive it, or turn the text around, is shown as a picture of itself.
final class Printable {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final char DELETE_PICTURE = '\u2421';
    private static final char REPLACEMENT = '\ufffd';

    private Printable() {}

    /// The text with its lines and tabs, and nothing else that a terminal would obey.
    static String of(String text) {
        return text.chars().allMatch(c -> harmless((char) c)) ? text : shown(text);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().forEach(c -> shown.append(harmless((char) c) ? (char) c : picture((char) c)));
        return shown.toString();
    }

    private static char picture(char c) {
        return c < ' ' ? (char) (CONTROL_PICTURES + c) : c == 0x7f ? DELETE_PICTURE : REPLACEMENT;
    }

    private static boolean harmless(char c) {
        boolean control = c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0;
        boolean turns = c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return !control && !turns;
    }
}
