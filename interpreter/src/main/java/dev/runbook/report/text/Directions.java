package dev.runbook.report.text;

/// Keeps text that is written from right to left to itself, so that it does not reorder what stands around it.
final class Directions {
    private static final String ISOLATE = "\u2068";
    private static final String END = "\u2069";

    private Directions() {}

    static String isolated(String original, String escaped) {
        return original.codePoints().anyMatch(Directions::rightToLeft) ? ISOLATE + escaped + END : escaped;
    }

    private static boolean rightToLeft(int c) {
        if (c < 0x590) {
            return false;
        }
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
