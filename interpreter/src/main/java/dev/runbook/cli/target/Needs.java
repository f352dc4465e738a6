package dev.runbook.cli.target;

import dev.runbook.action.MaskedOutput;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Need;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.ChildEnvironment;
import dev.runbook.shell.ShellJob;
import dev.runbook.shell.ShellResult;
import dev.runbook.shell.ShellRunner;
import dev.runbook.shell.output.ShellOutput;
import dev.runbook.value.Durations;
import dev.runbook.value.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Tries what a runbook requires of this machine by a script, before anything is started.
public final class Needs {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Needs() {}

    /// Runs the checks whose condition holds.
    ///
    /// @param scope the names that are known before there is a database
    /// @throws Refusal that says of each that failed what it said, and what to do
    public static void check(Runbook runbook, Scope scope, Map<String, String> environment, Secrets secrets) {
        if (runbook.requires().checks().isEmpty()) {
            return;
        }
        Path folder = Objects.requireNonNull(runbook.file().toAbsolutePath().normalize().getParent());
        ChildEnvironment child = ChildEnvironment.build(environment, true, Map.of(), Map.of());
        Problems problems = new Problems();
        try (ShellRunner shell = new ShellRunner()) {
            for (Need need : runbook.requires().checks()) {
                if (need.condition() == null || need.condition().test(scope)) {
                    ShellJob job = ShellJob.bash(need.shell().text(), folder, child).withTimeout(LIMIT);
                    judge(need, shell.run(job, ShellOutput.memoryOnly().withFilter(
                            () -> MaskedOutput.filter(secrets))), problems);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
        problems.refuseErrors();
    }

    private static void judge(Need need, ShellResult result, Problems problems) {
        if (result.exit() != 0 || result.timedOut()) {
            String said = result.stderr().value().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            String how = result.timedOut()
                    ? "took longer than " + Durations.format(LIMIT)
                    : "failed (exit " + result.exit() + ")";
            problems.error(need.shell().span(), "a check of what the runbook requires " + how
                    + (said.isEmpty() ? "" : ": " + said), need.say() + "\nNothing was touched.");
        }
    }
}
