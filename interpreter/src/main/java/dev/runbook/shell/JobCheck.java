package dev.runbook.shell;

import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.process.Programs;
import java.nio.file.Files;
import java.util.Map;

/// What can be known of a job before it is started: whether its directory and its program exist, and whether its
/// variables are possible.
final class JobCheck {
    private JobCheck() {}

    /// @throws Refusal with everything that is wrong
    static void check(ShellJob job) {
        Problems problems = new Problems();
        if (!Files.isDirectory(job.cwd())) {
            problems.error(null, "there is no directory " + job.cwd(), "Create it, or correct the step's cwd.");
        }
        checkProgram(job, problems);
        job.environment().complete().forEach((name, value) -> checkVariable(name, value, problems));
        if (job.host() != null) {
            checkExported(job.environment().given(), problems);
        }
        problems.refuseErrors();
    }

    private static void checkProgram(ShellJob job, Problems problems) {
        Host host = job.host();
        String program = (host == null ? job.interpreter() : host.reach("")).getFirst();
        String path = job.environment().complete().getOrDefault("PATH", "/usr/bin:/bin");
        boolean exists = program.contains("/")
                ? Files.isExecutable(job.cwd().resolve(program))
                : Programs.find(program, path) != null;
        if (!exists) {
            problems.error(null, "there is no program " + program + (program.contains("/") ? "" : " on the PATH"),
                    "Install it, or write its whole path.");
        }
    }

    private static void checkVariable(String name, String value, Problems problems) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            problems.error(null, "\"" + name + "\" can't be the name of a variable", "Use letters, digits and _.");
        } else if (value.indexOf('\0') >= 0) {
            problems.error(null, "the variable " + name + " holds a NUL character",
                    "No environment can carry one: pass the value in a file, or encoded.");
        }
    }

    private static void checkExported(Map<String, String> given, Problems problems) {
        for (String name : given.keySet()) {
            if (!ShellLine.isName(name)) {
                problems.error(null, "a host's shell can't export a variable named \"" + name + "\"",
                        "Use letters, digits and _, and no digit first.");
            }
        }
    }
}
