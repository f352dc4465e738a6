package dev.runbook.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why something did not work, in the words of whatever refused it.
///
/// @param title one line: `ERROR:  relation "x" does not exist`, `exit code 2`, `timed out after 10m`
/// @param code what a program can act on: a SQLSTATE, `exit`, `timeout`, `cancelled`, `connection`
/// @param advice what to do about it, or empty
/// @param facts the evidence: the place in the file, the tail of the output
public record Failure(String title, String code, String advice, List<Fact> facts) {
    /// The code of a failure that comes from an expectation that did not hold.
    public static final String EXPECTATION = "expectation";
    /// The code of a failure that leaves open whether the step took effect.
    public static final String IN_DOUBT = "in_doubt";

    public Failure {
        facts = List.copyOf(facts);
    }

    /// A step that cannot be undone, and that nobody accepted as such.
    public static Failure unaccepted(@Nullable String why) {
        return of("unaccepted", "it cannot be undone, and that was not accepted", why == null ? "" : why);
    }

    public static Failure of(String code, String title, String advice, Fact... facts) {
        return new Failure(title, code, advice, List.of(facts));
    }
}
