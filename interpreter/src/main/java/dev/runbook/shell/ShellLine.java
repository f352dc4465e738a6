package dev.runbook.shell;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What we say to a waiting shell over its standard input: one line of POSIX shell, which it evaluates.
///
/// One line, because `read` takes a line and not a byte more: what follows it is left for the script. So a value's line
/// breaks are written as a variable that holds one. No value is ever part of a command line, here or on a host.
final class ShellLine {
    /// Waits for the line, then becomes the program in its arguments.
    static final String GATE = "IFS= read -r RUNBOOK_LINE && eval \"$RUNBOOK_LINE\" && exec \"$@\"";

    /// Waits for the line on a host, and does what it says.
    static final String BOOTSTRAP = "IFS= read -r RUNBOOK_LINE || { echo \"runbook: nothing came over standard input:"
            + " does the host command pass it on? (docker exec wants -i)\" >&2; exit 125; }; eval \"$RUNBOOK_LINE\"";

    private static final String BREAK = "RUNBOOK_BREAK=$(printf \"\\nx\"); RUNBOOK_BREAK=${RUNBOOK_BREAK%x}; ";

    private ShellLine() {}

    /// What opens the gate of a program on this machine.
    ///
    /// @param variables those that the process could not be given when it was started
    static String open(Map<String, String> variables, boolean stdin) {
        return line(exports(variables) + "unset RUNBOOK_LINE" + (stdin ? "" : "; exec </dev/null"));
    }

    /// What a host is told: forget whose database it knows, take these variables, run this script.
    static String remote(ShellJob job, @Nullable String directory) {
        return line(HostShell.forgetting(job.environment()) + exports(job.environment().given())
                + (directory == null ? "" : "cd -- " + quote(directory) + " || exit 126; ")
                + "RUNBOOK_SCRIPT=" + quote(job.script()) + "; " + HostShell.LIFELINE + pipeline(job)
                + HostShell.FINISH);
    }

    /// The script comes through a pipe, so that nothing is written to the host's disk.
    private static String pipeline(ShellJob job) {
        String program = job.interpreter().stream().map(ShellLine::quote).collect(Collectors.joining(" "));
        String stdin = job.stdin();
        String run = stdin == null
                ? program + " /dev/fd/3 3<&0 4<&- </dev/null"
                : "{ printf %s " + quote(stdin) + " | " + program + " /dev/fd/3 4<&-; } 3<&0";
        return "printf %s \"$RUNBOOK_SCRIPT\" | " + run + "; ";
    }

    private static String exports(Map<String, String> variables) {
        return variables.entrySet().stream().map(e -> "export " + e.getKey() + "=" + quote(e.getValue()) + "; ")
                .collect(Collectors.joining());
    }

    /// In single quotes nothing has a meaning but the single quote.
    private static String quote(String value) {
        return "'" + value.replace("'", "'\\''").replace("\n", "'\"$RUNBOOK_BREAK\"'") + "'";
    }

    private static String line(String body) {
        return (body.contains("RUNBOOK_BREAK") ? BREAK : "") + body + "\n";
    }

    /// Whether a shell can export a variable of this name.
    static boolean isName(String name) {
        return !name.isEmpty() && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }
}
