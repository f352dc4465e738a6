package dev.runbook.cli;

/// What the process answers with.
final class ExitCode {
    /// It passed.
    static final int PASSED = 0;
    /// What was compared differs, as diff answers it.
    static final int DIFFERENT = 1;
    /// Something in the input is wrong; nothing was touched.
    static final int INVALID = 2;
    /// The target cannot be reached, or somebody else works on it; nothing was touched.
    static final int UNREACHABLE = 4;
    /// A bug of ours.
    static final int BUG = 70;

    private ExitCode() {}
}
