package dev.runbook.story;

/// How a step ended.
public enum Status {
    /// It did what it should.
    PASSED,
    /// It did, but a `warn` did not hold.
    WARNED,
    /// It did not.
    FAILED,
    /// It was not run.
    SKIPPED;

    public boolean failed() {
        return this == FAILED;
    }
}
