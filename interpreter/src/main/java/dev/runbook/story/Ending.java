package dev.runbook.story;

/// How a run ended: the verdict at the top of every report, and the exit code.
public enum Ending {
    /// Everything passed, on the database it was meant for.
    SUCCEEDED(0),
    /// Everything passed, on a sandbox.
    REHEARSED(0),
    /// A step failed, and everything that the run did has been undone.
    ROLLED_BACK(1),
    /// A step failed, and a recovery has been carried through.
    RECOVERED(1),
    /// A step failed before anything was changed.
    FAILED(1),
    /// A step failed, and not everything has been undone.
    PARTLY_UNDONE(3),
    /// A step failed behind one that cannot be undone.
    PAST_NO_RETURN(3),
    /// The operator stopped the run; it can be resumed or rolled back.
    STOPPED(5);

    private final int exitCode;

    Ending(int exitCode) {
        this.exitCode = exitCode;
    }

    /// The verdict as people read it.
    public String word() {
        return this == PAST_NO_RETURN ? "PAST THE POINT OF NO RETURN" : name().replace('_', ' ');
    }

    public int exitCode() {
        return exitCode;
    }

    public boolean good() {
        return exitCode == 0;
    }
}
