package dev.runbook.evidence;

import java.util.List;

/// The judgement of one check: what was looked at, what was expected, what was there.
///
/// @param subject what was judged, as the runbook names it: `rows`, `stdout`, `table`, an expression
/// @param expected what was asked for, in words
/// @param actual what was found, in words
public record Verdict(Grade grade, String subject, String expected, String actual, List<Fact> facts) {

    /// How a check came out.
    public enum Grade {
        /// As expected.
        PASSED,
        /// Not as expected, under `warn`: the step is marked and goes on.
        WARNED,
        /// Not as expected, under `expect`: the step fails.
        FAILED
    }

    public Verdict {
        facts = List.copyOf(facts);
    }

    public static Verdict of(boolean holds, String subject, String expected, String actual, Fact... facts) {
        return new Verdict(holds ? Grade.PASSED : Grade.FAILED, subject, expected, actual, List.of(facts));
    }

    public boolean holds() {
        return grade == Grade.PASSED;
    }

    /// The same judgement as a warning, for what stands under `warn`.
    public Verdict asWarning() {
        return holds() ? this : new Verdict(Grade.WARNED, subject, expected, actual, facts);
    }
}
