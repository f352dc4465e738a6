package dev.runbook.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A paragraph that a person wrote, in which what stands between backticks is code.
public record Prose(List<Run> runs) {
    /// A part of a paragraph.
    public record Run(boolean code, String text) {}

    /// The paragraphs of a text; a line break inside one is a space.
    public static List<Prose> of(String text) {
        return Arrays.stream(text.strip().split("\n\\s*\n")).map(String::strip).filter(p -> !p.isEmpty())
                .map(p -> paragraph(p.replace('\n', ' '))).toList();
    }

    private static Prose paragraph(String text) {
        List<Run> runs = new ArrayList<>();
        int end = 0;
        for (int open = text.indexOf('`'); open >= 0; open = text.indexOf('`', end)) {
            int close = text.indexOf('`', open + 1);
            if (close <= open + 1) {
                break;
            }
            add(runs, false, text.substring(end, open));
            add(runs, true, text.substring(open + 1, close));
            end = close + 1;
        }
        add(runs, false, text.substring(end));
        return new Prose(runs);
    }

    private static void add(List<Run> runs, boolean code, String text) {
        if (!text.isEmpty()) {
            runs.add(new Run(code, text));
        }
    }
}
