package dev.runbook.watch;

import dev.runbook.value.Durations;
import java.time.Duration;

/// How long something took, as far as it is known: from one length to another, which are the same where it was measured.
public record Span(Duration least, Duration most) {
    public static final Span NONE = new Span(Duration.ZERO, Duration.ZERO);

    public static Span exactly(Duration length) {
        return new Span(length, length);
    }

    public Span plus(Span other) {
        return new Span(least.plus(other.least), most.plus(other.most));
    }

    /// `3.1s to 4.1s`, `at most 40ms`, `2s`.
    public String text() {
        String upper = Durations.format(most);
        if (least.isZero() && !most.isZero()) {
            return "at most " + upper;
        }
        String lower = Durations.format(least);
        return lower.equals(upper) ? upper : lower + " to " + upper;
    }
}
