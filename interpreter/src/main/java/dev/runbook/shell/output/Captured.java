package dev.runbook.shell.output;

import dev.runbook.value.Value;

/// What is kept in memory of an output stream: all of it when it is short, else its head and its tail.
///
/// Bytes that are not UTF-8 are shown as U+FFFD; the log has them as they were.
///
/// @param head the beginning, or all when nothing was cut
/// @param tail the end, or empty when nothing was cut
/// @param bytes how many bytes there were in all, as they were logged
/// @param lines how many lines there were in all; a last one without a line break counts
public record Captured(String head, String tail, long bytes, long lines, long omitted) {
    /// Whether something between head and tail was not kept.
    public boolean cut() {
        return omitted > 0;
    }

    /// Everything that was kept, with a line that says how much is missing where something is.
    public String text() {
        return cut() ? head + missing(omitted) + tail : head;
    }

    /// The line that says how much of a text is missing.
    public static String missing(long bytes) {
        return Value.Text.gap(bytes);
    }

    /// The text as an outcome's field holds it: without the last line break.
    public String value() {
        String text = text();
        if (!text.endsWith("\n")) {
            return text;
        }
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
}
