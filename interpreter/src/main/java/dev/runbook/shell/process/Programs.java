package dev.runbook.shell.process;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Programs as a shell finds them.
public final class Programs {
    private static final String STANDARD = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/opt/homebrew/bin";

    private Programs() {}

    /// The command under which another one is started as the leader of a new session, in which SIGINT has its usual
    /// meaning. `setsid` is on every Linux, perl on macOS and elsewhere.
    ///
    /// A shell starts what stands before `&` in a script with SIGINT ignored, and every child inherits that: a `pg_dump`
    /// that we ask to stop would then go on.
    ///
    /// @throws Refusal when this machine has neither
    public static List<String> ownSession() {
        String setsid = find("setsid", STANDARD);
        return setsid == null || IgnoredSignals.ofThisProcess().contains(IgnoredSignals.INT)
                ? perl(setsid)
                : List.of(setsid);
    }

    /// By perl if there is one; else what there is, and a stop then takes until SIGTERM.
    private static List<String> perl(@Nullable String setsid) {
        return setsid != null && find("perl", STANDARD) == null ? List.of(setsid) : perl();
    }

    /// The same by perl.
    static List<String> perl() {
        String perl = find("perl", STANDARD);
        if (perl == null) {
            throw new Refusal(Problem.error(null, "there is neither setsid nor perl on this machine",
                    "One of them is needed to run scripts in a session of their own; setsid comes with util-linux."));
        }
        return List.of(perl, "-MPOSIX=setsid", "-e", "$SIG{INT} = q(DEFAULT); setsid(); exec { $ARGV[0] } @ARGV");
    }

    /// The file that runs when a program is called by this name, or null when there is none.
    ///
    /// @param path directories between colons, as in the variable `PATH`
    public static @Nullable String find(String program, String path) {
        for (String directory : path.split(":")) {
            Path file = Path.of(directory.isEmpty() ? "." : directory, program);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return file.toString();
            }
        }
        return null;
    }
}
