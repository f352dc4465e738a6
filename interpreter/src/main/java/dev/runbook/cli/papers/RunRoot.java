package dev.runbook.cli.papers;

import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where runs are kept: `--run-dir`, else `RUNBOOK_HOME`, else `.runbook` in the current directory.
public final class RunRoot {
    private RunRoot() {}

    public static Path of(@Nullable Path given, Map<String, String> environment) {
        String home = environment.getOrDefault("RUNBOOK_HOME", "");
        Path root = given != null ? given : home.isEmpty() ? Path.of(".runbook") : Path.of(home);
        return root.toAbsolutePath().normalize().resolve("runs");
    }

    /// The folder of the run that has this name.
    ///
    /// @throws Refusal when there is none
    public static RunDirectory find(String run, @Nullable Path given, Map<String, String> environment) {
        List<RunDirectory> runs = RunDirectory.list(of(given, environment));
        return runs.stream().filter(known -> known.run().equals(run)).findFirst()
                .orElseThrow(() -> new Refusal(Problem.error(null, "there is no run \"" + run + "\"",
                        "`runbook runs` lists them."
                                + Suggestion.didYouMean(run, runs.stream().map(RunDirectory::run).toList()))));
    }
}
