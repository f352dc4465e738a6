package dev.runbook.cli;

import dev.runbook.journal.RunDirectory;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Durations;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `runbook runs`: the runs so far.
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists the runs so far, oldest first.")
final class RunsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where the runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Override
    public Integer call() {
        Path root = RunRoot.of(runDir, runbook.around().environment());
        for (RunDirectory run : RunDirectory.list(root)) {
            runbook.around().terminal().out().println(line(run));
        }
        return ExitCode.PASSED;
    }

    private static String word(@Nullable Ending ending) {
        return ending == null ? "INTERRUPTED" : ending.word();
    }

    private static String line(RunDirectory run) {
        RunRecord record = Stories.read(run);
        String selection = record.header().selection();
        return "%-50s %-13s %s%s".formatted(run.run(), word(record.ending()), Durations.format(record.took()),
                selection.isEmpty() ? "" : " (a part only: " + selection + ")");
    }
}
