package dev.runbook.report.text;

import java.util.Locale;

/// A text that was cut to a length, its beginning and its end kept, and how much is missing.
public final class Cut {
    private Cut() {}

    /// The text on one line of a table, cut in its middle when it is longer than `most`.
    public static String cell(String text, int most) {
        return text.length() <= most ? text : cut(text, most, " … (%,d more characters) … ");
    }

    /// A block of lines, cut in its middle when it is longer than `most`.
    public static String block(String text, int most) {
        return text.length() <= most ? text : cut(text, most, "\n… (%,d more characters) …\n");
    }

    /// Two thirds stay of the beginning and one of the end: outputs say at their end how it went.
    private static String cut(String text, int most, String note) {
        int head = whole(text, most * 2 / 3);
        int tail = whole(text, text.length() - most / 3);
        return text.substring(0, head) + String.format(Locale.ROOT, note, tail - head) + text.substring(tail);
    }

    /// A place that does not split a character in two.
    private static int whole(String text, int place) {
        boolean split = place > 0 && place < text.length() && Character.isLowSurrogate(text.charAt(place));
        return split ? place - 1 : place;
    }
}
