package dev.runbook.load;

import dev.runbook.reading.Fields;

/// A name for a step that has none of its own: the first line of what it does.
final class Titles {
    private static final int LONGEST = 60;

    private Titles() {}

    static String of(String kind, Fields step) {
        String text = step.text(kind);
        if (text == null) {
            return kind;
        }
        String line = text.strip().lines().findFirst().orElse(kind);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
