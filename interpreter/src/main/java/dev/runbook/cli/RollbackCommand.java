package dev.runbook.cli;

import dev.runbook.cli.terminal.ExitCode;

import dev.runbook.run.Run.Intent;
import dev.runbook.story.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `runbook rollback`: undoes a run.
@Command(name = "rollback", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Undoes what a run did, step by step, last first, whether it succeeded, failed or was killed. When this is cut",
        "off too, `runbook resume` or `runbook rollback` goes on with it.", ""}, footer = {"",
                "Exit codes: 0 everything is undone; 3 not everything, and it says what; 2 invalid; 4 target unreachable",
                "or locked.", "", "Examples:", "  runbook rollback 20261120-131500-partners-fk-a1b2c3",
                "  runbook rollback 20261120-131500-partners-fk-a1b2c3 --resolve migrate=not-done"})
final class RollbackCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Mixin
    private TakeUpOptions options = new TakeUpOptions();

    @Override
    public Integer call() {
        Ending ending = options.takeUp(runbook.around()).with(new Intent.Rollback());
        return ending == Ending.ROLLED_BACK || ending == Ending.FAILED ? ExitCode.PASSED : ending.exitCode();
    }
}
