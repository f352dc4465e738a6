package dev.runbook.report.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of a whole Markdown text: one blank line where templates left several, and an end where it must end.
public final class MarkdownLines {
    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private final StringBuilder kept = new StringBuilder();
    private String fence = "";
    private boolean blank = true;
    private int safeEnd;

    private MarkdownLines() {}

    /// The text without superfluous blank lines; what stands in fences is left as it is.
    public static String tidy(String text) {
        return new MarkdownLines().read(text.lines().toList()).kept.toString().stripTrailing() + "\n";
    }

    /// The beginning of the text up to a length, ended between two paragraphs, and the last paragraph, which says so.
    public static String cut(String text, int most, String last) {
        MarkdownLines lines = new MarkdownLines();
        for (String line : text.lines().toList()) {
            lines.read(List.of(line));
            if (lines.kept.length() > most) {
                break;
            }
        }
        return lines.kept.substring(0, lines.safeEnd) + "\n" + last + "\n";
    }

    private MarkdownLines read(List<String> lines) {
        for (String line : lines) {
            read(line);
        }
        return this;
    }

    private void read(String line) {
        Matcher found = FENCE.matcher(line);
        if (!fence.isEmpty()) {
            fence = line.equals(fence) ? "" : fence;
        } else if (found.lookingAt()) {
            fence = found.group();
        } else if (line.isBlank() && blank) {
            return;
        }
        blank = line.isBlank() && fence.isEmpty();
        safeEnd = blank ? kept.length() : safeEnd;
        kept.append(line).append('\n');
    }
}
