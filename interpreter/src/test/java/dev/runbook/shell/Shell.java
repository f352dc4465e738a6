package dev.runbook.shell;

import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.process.ProcessGroup.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What the tests here have in common: an impatient runner, and jobs in a directory.
final class Shell {
    static final Patience IMPATIENT = new Patience(Duration.ofMillis(400), Duration.ofMillis(400),
            Duration.ofSeconds(5));

    private Shell() {}

    static ShellResult run(ShellJob job) throws InterruptedException {
        return run(job, ShellOutput.memoryOnly());
    }

    static ShellResult run(ShellJob job, ShellOutput output) throws InterruptedException {
        try (ShellRunner runner = new ShellRunner(IMPATIENT)) {
            return runner.run(job, output);
        }
    }

    static ShellJob bash(String script, Path cwd) {
        return ShellJob.bash(script, cwd, ChildEnvironment.of(System.getenv()));
    }

    static ShellJob given(String script, Path cwd, Map<String, String> given) {
        return ShellJob.bash(script, cwd, ChildEnvironment.build(System.getenv(), false, Map.of(), given));
    }
}
