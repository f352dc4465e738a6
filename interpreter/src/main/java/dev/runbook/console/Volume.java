package dev.runbook.console;

/// How much the console says.
public enum Volume {
    /// What failed or warned, what was decided, and the end.
    QUIET,
    /// A line for each step.
    NORMAL,
    /// Also what each step does, its output as it comes, and the checks that passed.
    VERBOSE
}
