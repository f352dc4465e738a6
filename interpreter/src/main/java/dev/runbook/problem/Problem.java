package dev.runbook.problem;

import dev.runbook.source.Span;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong: its place, a short title, and a sentence that says what to do.
///
/// @param place where it is, or null when it is in no text (a dead server, a missing command)
/// @param title what is wrong, one line without a final full stop
/// @param advice what to do about it, one or two sentences; may be empty when the title says it all
public record Problem(Severity severity, @Nullable Span place, String title, String advice) {

    /// How bad it is.
    public enum Severity {
        /// Nothing runs while there is one.
        ERROR,
        /// Worth a look; it runs all the same.
        WARNING
    }

    public static Problem error(@Nullable Span place, String title, String advice) {
        return new Problem(Severity.ERROR, place, title, advice);
    }

    public static Problem warning(@Nullable Span place, String title, String advice) {
        return new Problem(Severity.WARNING, place, title, advice);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
