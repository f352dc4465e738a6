package dev.runbook.cli.terminal;

/// What the process answers with.
public final class ExitCode {
    /// It passed.
    public static final int PASSED = 0;
    /// What was compared differs, as diff answers it.
    public static final int DIFFERENT = 1;
    /// Something in the input is wrong; nothing was touched.
    public static final int INVALID = 2;
    /// The target cannot be reached, or somebody else works on it; nothing was touched.
    public static final int UNREACHABLE = 4;
    /// A bug of ours.
    public static final int BUG = 70;

    private ExitCode() {}
}
