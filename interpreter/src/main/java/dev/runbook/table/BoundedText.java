package dev.runbook.table;

import java.util.regex.Pattern;

/// A text that may be looked at only so often: a regular expression that tries every way to match takes ages
/// otherwise. One that runs out has not matched, which fails the expectation rather than passing it.
final class BoundedText implements CharSequence {
    private static final int LOOKS = 20_000_000;

    /// Ends a match that takes too long.
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exhausted() {
            super("too many steps", null, false, false);
        }
    }

    private final String text;
    private final int[] left;

    private BoundedText(String text, int[] left) {
        this.text = text;
        this.left = left;
    }

    static boolean finds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text, new int[]{LOOKS})).find();
        } catch (Exhausted | StackOverflowError _) {
            return false;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.substring(start, end), left);
    }

    @Override
    public String toString() {
        return text;
    }
}
