package dev.runbook.cli;

import dev.runbook.catalog.CatalogText;
import dev.runbook.cli.papers.CatalogWitness;
import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.papers.Stories;
import dev.runbook.cli.terminal.ExitCode;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.evidence.CatalogSight.Moment;
import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.report.diff.RunDiff;
import dev.runbook.report.diff.RunDiffJson;
import dev.runbook.report.diff.RunDiffText;
import dev.runbook.report.diff.RunDiffs;
import dev.runbook.story.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook diff`: what differed between two runs.
@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Shows what differed between two runs of a runbook: steps, outcomes, captured values, durations, catalogs.", "",
        "Exit code 0 when they are equal apart from times, ids and places; 1 when they differ.", ""}, footer = {"",
                "Examples:", "  runbook diff 20261119-131500-partners-fk-a1b2c3 20261120-131500-partners-fk-d4e5f6",
                "  runbook diff STAGING PRODUCTION --format json"})
final class DiffCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(index = "0", paramLabel = "RUN", description = "The first run, as `runbook runs` names it.")
    @SuppressWarnings("NullAway.Init")
    private String left;

    @Parameters(index = "1", paramLabel = "RUN", description = "The second.")
    @SuppressWarnings("NullAway.Init")
    private String right;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json; text unless said.")
    private PlanCommand.Format format = PlanCommand.Format.TEXT;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Override
    public Integer call() {
        RunDirectory first = RunRoot.find(left, runDir, runbook.around().environment());
        RunDirectory second = RunRoot.find(right, runDir, runbook.around().environment());
        RunRecord one = Stories.read(first);
        RunRecord other = Stories.read(second);
        RunDiff diff = RunDiffs.between(one, other, catalog(first, one), catalog(second, other));
        runbook.around().terminal().out().print(switch (format) {
            case TEXT -> RunDiffText.of(diff);
            case JSON -> RunDiffJson.of(diff);
        });
        return diff.equal() ? ExitCode.PASSED : ExitCode.DIFFERENT;
    }

    /// The catalog as a run left it, or as it was before one that was cut off; null when none was kept.
    private static @Nullable CatalogText catalog(RunDirectory run, RunRecord record) {
        CatalogSight last = record.catalog().after() == null ? record.catalog().before() : record.catalog().after();
        if (last == null) {
            return null;
        }
        Moment moment = last.moment();
        try {
            return CatalogText.parse(Files.readString(run.path().resolve(CatalogWitness.name(moment))));
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the catalog of " + run.run() + " cannot be read: " + e.getMessage(),
                    "Make the run's folder readable."));
        }
    }
}
