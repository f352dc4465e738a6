package dev.runbook.cli;

import dev.runbook.cli.launch.FollowupRound;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.papers.Stories;
import dev.runbook.cli.terminal.Surroundings;

import dev.runbook.journal.RunDirectory;
import dev.runbook.plan.SelectionRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook followup`: the checks that are due after a run.
@Command(name = "followup", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Makes the follow-up checks of a run that are due, writes them into its journal and its report, and says",
        "when the next ones are. Let cron call it: when nothing is due, nothing is touched.", ""}, footer = {"",
                "It works on the run's own database, found as `runbook run` finds it. Parameters are the run's;",
                "secret ones have to be given again.", "",
                "Exit codes: 0 passed, or nothing due; 1 a check failed; 2 invalid; 4 target unreachable or locked.",
                "", "Examples:", "  runbook followup 20261120-131500-partners-fk-a1b2c3",
                "  0 * * * *  runbook followup 20261120-131500-partners-fk-a1b2c3 --answers answers.yaml"})
final class FollowupCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(paramLabel = "RUN", description = "The run, as `runbook runs` names it.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = "--now", description = "Make every check, due or not, that is not over yet.")
    private boolean now;

    @Option(names = "--target", paramLabel = "[NAME=]URL", description = "The database; another connection as NAME=URL.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter's value.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--params-file", paramLabel = "FILE", description = "Parameters as YAML; --param beats it.")
    private @Nullable Path paramsFile;

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers to the checks' questions as YAML, by step id.")
    private @Nullable Path answers;

    @Option(names = "--environment", paramLabel = "NAME", description = "The environment that the run was made in.")
    private @Nullable String environment;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Override
    public Integer call() {
        Surroundings around = runbook.around();
        RunDirectory directory = RunRoot.find(run, runDir, around.environment());
        Choices choices = new Choices(targets, params, paramsFile, answers, null, environment, null,
                RunRoot.of(runDir, around.environment()), List.of(), SelectionRequest.none(), Set.of());
        return new FollowupRound(directory, Stories.chronicle(directory), choices, around, Clock.systemUTC())
                .make(now);
    }
}
