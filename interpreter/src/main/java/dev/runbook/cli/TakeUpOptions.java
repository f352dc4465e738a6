package dev.runbook.cli;

import dev.runbook.cli.launch.TakeUp;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.EntryOptions;
import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.terminal.Surroundings;

import dev.runbook.plan.SelectionRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a verb is told that takes a run up again: what is not in the run's journal.
final class TakeUpOptions {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run, as `runbook runs` names it.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = "--target", paramLabel = "[NAME=]URL", description = "The run's database, where its journal does not tell how to reach it.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A secret parameter's value; the others are in the journal.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--params-file", paramLabel = "FILE", description = "Parameters as YAML; --param beats it.")
    private @Nullable Path paramsFile;

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers to questions that are still to come, as YAML, by step id.")
    private @Nullable Path answersFile;

    @Option(names = "--resolve", paramLabel = "STEP=done|not-done", description = "Whether the work of this step is there, where nobody but you can know.")
    private Map<String, String> resolved = new LinkedHashMap<>();

    @Option(names = "--accept-irreversible", split = ",", paramLabel = "STEP", description = "Let this step run, which cannot be undone.")
    private List<String> accepted = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "A further report: .md, .html, .json or .xml (JUnit).")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Mixin
    private EntryOptions entry = new EntryOptions();

    TakeUp takeUp(Surroundings around) {
        Choices now = new Choices(targets, params, paramsFile, answersFile, null, null, null,
                RunRoot.of(runDir, around.environment()), List.copyOf(reports), SelectionRequest.none(),
                Set.copyOf(accepted), entry);
        return new TakeUp(RunRoot.find(run, runDir, around.environment()), now, Map.copyOf(resolved), around);
    }
}
