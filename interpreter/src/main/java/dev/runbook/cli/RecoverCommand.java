package dev.runbook.cli;

import dev.runbook.cli.terminal.ExitCode;

import dev.runbook.run.Run.Intent;
import dev.runbook.story.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook recover`: takes one of a run's recoveries.
@Command(name = "recover", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Takes one of the other ways out that the run's runbook has under `recovery`: restores a backup, say. Once it is",
        "carried through, the undos that it replaces are not needed any more. When it is cut off, `runbook resume` goes",
        "on with it.", ""}, footer = {"",
                "Exit codes: 0 it is carried through; 3 it is not, and what it had done is said; 2 invalid; 4 target",
                "unreachable or locked.", "", "Example:",
                "  runbook recover 20261120-131500-partners-fk-a1b2c3 restore"})
final class RecoverCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Mixin
    private TakeUpOptions options = new TakeUpOptions();

    @Parameters(index = "1", paramLabel = "NAME", description = "The recovery's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() {
        Ending ending = options.takeUp(runbook.around()).with(new Intent.Recover(name));
        return ending == Ending.RECOVERED ? ExitCode.PASSED : ending.exitCode();
    }
}
