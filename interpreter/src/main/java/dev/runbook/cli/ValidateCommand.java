package dev.runbook.cli;

import dev.runbook.cli.terminal.ExitCode;
import dev.runbook.cli.terminal.Terminal;

import dev.runbook.load.Loader;
import dev.runbook.load.LockTimeouts;
import dev.runbook.model.Runbook;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook validate`: every problem of every file, at its place.
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Checks runbooks and touches nothing.", footer = {
        "", "Example:", "  runbook validate runbooks/*.yaml"})
final class ValidateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The runbooks.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() {
        boolean sound = true;
        for (Path file : files) {
            sound &= check(file);
        }
        return sound ? ExitCode.PASSED : ExitCode.INVALID;
    }

    private boolean check(Path file) {
        Terminal terminal = runbook.around().terminal();
        Problems problems = new Problems();
        Runbook read = Loader.load(file, problems);
        if (read != null) {
            LockTimeouts.check(read, problems);
        }
        terminal.out().print(ProblemText.render(problems.sorted()));
        if (!problems.hasErrors()) {
            terminal.out().println(file + ": valid");
        }
        return !problems.hasErrors();
    }
}
