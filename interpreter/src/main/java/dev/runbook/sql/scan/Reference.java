package dev.runbook.sql.scan;

import dev.runbook.source.Span;

/// A place where a script asks for the value of a variable.
public record Reference(String name, Kind kind, Span place) {

    /// How the value is written into the statement.
    public enum Kind {
        /// `:name`, as it is.
        RAW,
        /// `:'name'`, as a quoted literal.
        LITERAL,
        /// `:"name"`, as a quoted identifier.
        IDENTIFIER,
        /// `:{?name}`, whether there is such a variable.
        TEST
    }
}
