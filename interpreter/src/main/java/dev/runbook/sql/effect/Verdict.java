package dev.runbook.sql.effect;

/// Whether a statement can be one of several in a transaction.
public enum Verdict {
    /// It is on the list of those that can.
    SAFE,
    /// The server refuses it in a transaction block.
    FORBIDDEN,
    /// It depends on what is not in its text: the target's nature, the body of a procedure, what comes after.
    UNDECIDABLE,
    /// It begins or ends a transaction itself.
    CONTROL
}
