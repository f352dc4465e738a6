package dev.runbook.cli;

import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.EntryOptions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `run` and `plan` are told: the target, the values, and which part of the runbook is meant.
final class InputOptions {
    @Option(names = "--target", paramLabel = "[NAME=]URL", description = "The database; another connection as NAME=URL.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter's value.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--params-file", paramLabel = "FILE", description = "Parameters as YAML; --param beats it.")
    private @Nullable Path paramsFile;

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers to the runbook's questions as YAML, by step id.")
    private @Nullable Path answersFile;

    @Option(names = "--on-failure", paramLabel = "WAY", description = "rollback, stop, or the name of a recovery.")
    private @Nullable String onFailure;

    @Option(names = "--environment", paramLabel = "NAME", description = "One of the runbook's environments.")
    private @Nullable String environment;

    @Option(names = "--procedure", paramLabel = "NAME", description = "One of its procedures instead of its steps.")
    private @Nullable String procedure;

    @Option(names = "--accept-irreversible", split = ",", paramLabel = "STEP", description = "Let this step run, which cannot be undone.")
    private List<String> accepted = new ArrayList<>();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    Choices choices(Path root, List<Path> reports, EntryOptions entry) {
        return new Choices(targets, params, paramsFile, answersFile, onFailure, environment, procedure, root,
                List.copyOf(reports), selection.request(), Set.copyOf(accepted), entry);
    }
}
