package dev.runbook.cli;

import dev.runbook.cli.launch.Foresight;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.EntryOptions;
import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.terminal.ExitCode;
import dev.runbook.cli.terminal.Surroundings;

import dev.runbook.load.Loader;
import dev.runbook.model.Runbook;
import dev.runbook.plan.preview.Preview;
import dev.runbook.plan.preview.PreviewJson;
import dev.runbook.plan.preview.PreviewText;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.report.plan.PlanReports;
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

/// `runbook plan`: what a run would do, without doing it.
@Command(name = "plan", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Shows what a run would do, in which order, and what would undo it. Touches nothing.", ""}, footer = {"",
                "Examples:", "  runbook plan partners-fk.yaml",
                "  runbook plan partners-fk.yaml --from migrate --skip spot_check",
                "  runbook plan partners-fk.yaml --report plan.md"})
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(paramLabel = "FILE", description = "The runbook.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json; text unless said.")
    private Format format = Format.TEXT;

    @Option(names = "--report", paramLabel = "FILE", description = "The plan as a page for review: .md, .html or .json.")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--template", paramLabel = "DIR", description = "Mustache templates of your own for it.")
    private @Nullable Path templates;

    /// Who reads the plan.
    enum Format {
        /// A person.
        TEXT,
        /// A program.
        JSON
    }

    @Override
    public Integer call() {
        Surroundings around = runbook.around();
        Problems problems = new Problems();
        Runbook read = Loader.load(file, problems);
        if (read == null || problems.hasErrors()) {
            throw new Refusal(problems.sorted());
        }
        around.terminal().err().print(ProblemText.render(problems.sorted()));
        Choices choices = inputs.choices(RunRoot.of(null, around.environment()), List.of(), new EntryOptions());
        Preview preview = new Foresight(choices.applied(read), choices, around.environment()).preview();
        reports.forEach(report -> PlanReports.write(preview, report, templates));
        if (!reports.isEmpty()) {
            reports.forEach(report -> around.terminal().out().println("Plan: " + report));
            return ExitCode.PASSED;
        }
        around.terminal().out().print(switch (format) {
            case TEXT -> PreviewText.render(preview);
            case JSON -> PreviewJson.render(preview);
        });
        return ExitCode.PASSED;
    }
}
