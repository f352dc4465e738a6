package dev.runbook.cli;

import dev.runbook.cli.launch.Launch;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.EntryOptions;
import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.terminal.DisplayOptions;
import dev.runbook.cli.terminal.Surroundings;

import dev.runbook.load.Loader;
import dev.runbook.model.Runbook;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook run`: checks a runbook, then runs it.
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Checks a runbook, then runs it: on the target, or, where none is named, on a sandbox that it sets up.",
        ""}, footer = {
                "",
                "The target is --target, else the runbook's connections.main.url, else DATABASE_URL, else PG* variables.",
                "", "Examples:", "  runbook run partners-fk.yaml",
                "  runbook run partners-fk.yaml --target postgresql://ops@db.example/shop --answers answers.yaml"})
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(paramLabel = "FILE", description = "The runbook.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--report", paramLabel = "FILE", description = "A further report: .md, .html, .json or .xml (JUnit).")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Mixin
    private DisplayOptions display = new DisplayOptions();

    @Mixin
    private EntryOptions entry = new EntryOptions();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Override
    public Integer call() {
        Surroundings around = runbook.around();
        Problems problems = new Problems();
        Runbook read = Loader.load(file, problems);
        if (read == null || problems.hasErrors()) {
            throw new Refusal(problems.sorted());
        }
        around.terminal().err().print(ProblemText.render(problems.sorted()));
        Choices choices = inputs.choices(RunRoot.of(runDir, around.environment()), reports, entry);
        return new Launch(read, choices, around, display).run().exitCode();
    }
}
