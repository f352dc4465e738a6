package dev.runbook.shell;

import dev.runbook.shell.output.Captured;
import dev.runbook.shell.process.ProcessGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a script ended and what it said.
///
/// @param exit its exit code; 128 and the signal's number when a signal ended it, 127 when the interpreter is missing
/// @param timedOut it was ended because its time was up
/// @param cancelled it was ended because the operator asked for it
/// @param took from its first command to its end
/// @param leftovers processes that outlived the script in its session and were ended then
/// @param survivors processes that could not be ended and are still at work
/// @param logTrouble why the log is incomplete (a full disk), or null when it is whole
public record ShellResult(int exit, boolean timedOut, boolean cancelled, Captured stdout, Captured stderr,
        Duration took, List<ProcessGroup.Member> leftovers, List<ProcessGroup.Member> survivors,
        @Nullable String logTrouble) {
    private static final Map<Integer, String> SIGNALS = Map.of(1, "HUP", 2, "INT", 3, "QUIT", 6, "ABRT", 9, "KILL",
            11, "SEGV", 13, "PIPE", 14, "ALRM", 15, "TERM");

    public ShellResult {
        leftovers = List.copyOf(leftovers);
        survivors = List.copyOf(survivors);
    }

    /// The name of the signal that ended the script (or the command whose exit code it took on), `TERM` or `KILL`
    /// say, as exit codes above 128 mean in a shell; null when none did.
    public @Nullable String signal() {
        return exit > 128 ? SIGNALS.get(exit - 128) : null;
    }

    /// The script ran to its end by itself.
    public boolean finished() {
        return !timedOut && !cancelled;
    }
}
