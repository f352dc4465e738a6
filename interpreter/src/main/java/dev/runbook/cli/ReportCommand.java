package dev.runbook.cli;

import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.papers.Stories;
import dev.runbook.cli.terminal.ExitCode;

import dev.runbook.report.Format;
import dev.runbook.report.ReportOptions;
import dev.runbook.report.Reports;
import dev.runbook.story.RunRecord;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook report`: renders a run again, from its journal alone.
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false, description = "Renders a run again, from its journal alone.", footer = {
        "", "Examples:", "  runbook report 20261120-131500-partners-fk-a1b2c3",
        "  runbook report 20261120-131500-partners-fk-a1b2c3 --output run.html --stable"})
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(paramLabel = "RUN", description = "The run, as `runbook runs` names it.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "Where to: .md, .html, .json or .xml; Markdown on the terminal unless said.")
    private @Nullable Path output;

    @Option(names = "--stable", description = "Leave out what differs between equal runs: times, ids, host names.")
    private boolean stable;

    @Option(names = "--template", paramLabel = "DIR", description = "Mustache templates of your own.")
    private @Nullable Path templates;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Override
    public Integer call() {
        RunRecord record = Stories.read(RunRoot.find(run, runDir, runbook.around().environment()));
        ReportOptions options = new ReportOptions(stable, templates, null);
        if (output == null) {
            runbook.around().terminal().out().print(Reports.render(record, Format.MARKDOWN, options));
        } else {
            Reports.write(record, output, options);
        }
        return ExitCode.PASSED;
    }
}
