package dev.runbook.cli.papers;

import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.plan.SelectionRequest;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the operator chose on the command line of a run.
public record Choices(List<String> targets, Map<String, String> params, @Nullable Path paramsFile,
        @Nullable Path answersFile, @Nullable String onFailure, @Nullable String environment,
        @Nullable String procedure, Path root, List<Path> reports, SelectionRequest selection,
        Set<String> accepted, EntryOptions entry) {

    public Choices(List<String> targets, Map<String, String> params, @Nullable Path paramsFile,
            @Nullable Path answersFile,
            @Nullable String onFailure, @Nullable String environment, @Nullable String procedure, Path root,
            List<Path> reports, SelectionRequest selection, Set<String> accepted) {
        this(targets, params, paramsFile, answersFile, onFailure, environment, procedure, root, reports, selection,
                accepted, new EntryOptions());
    }

    /// The parameters' values as they were written: the command line over the file over the environment.
    public Map<String, Value> allParams(Runbook runbook, Scope scope) {
        Map<String, Value> all = new LinkedHashMap<>();
        if (environment != null) {
            Objects.requireNonNull(runbook.environments().get(environment)).params()
                    .forEach((name, value) -> all.put(name, value.eval(scope)));
        }
        all.putAll(file(paramsFile));
        params.forEach((name, value) -> all.put(name, Value.of(value)));
        return all;
    }

    /// The answers given beforehand.
    public Map<String, Value> answers() {
        return file(answersFile);
    }

    /// The runbook in the environment, with the procedure and the way out that the operator chose.
    public Runbook applied(Runbook runbook) {
        Runbook there = environment == null
                ? runbook
                : runbook.in(known("--environment", environment, runbook.environments()));
        Runbook chosen = procedure == null
                ? there
                : there.procedure(known("--procedure", procedure, runbook.procedures()));
        return withWayOut(chosen);
    }

    private static <T> T known(String option, String name, Map<String, T> known) {
        T found = known.get(name);
        if (found == null) {
            throw new Refusal(Problem.error(null, option + " " + name + ": the runbook has none of that name",
                    known.isEmpty()
                            ? "It declares none at all."
                            : "There are " + String.join(", ", known.keySet())
                                    + "." + Suggestion.didYouMean(name, known.keySet())));
        }
        return found;
    }

    private Runbook withWayOut(Runbook runbook) {
        if (onFailure == null) {
            return runbook;
        }
        return runbook.onFailure(new OnFailure.Ordered(switch (onFailure) {
            case "rollback" -> new OnFailure.Rollback();
            case "stop" -> new OnFailure.Stop();
            default -> recovery(runbook, onFailure);
        }));
    }

    private static OnFailure recovery(Runbook runbook, String name) {
        if (!runbook.recoveries().containsKey(name)) {
            List<String> known = new ArrayList<>(List.of("rollback", "stop"));
            known.addAll(runbook.recoveries().keySet());
            throw new Refusal(Problem.error(null, "--on-failure " + name + ": there is no such way out",
                    "There are " + String.join(", ", known) + "." + Suggestion.didYouMean(name, known)));
        }
        return new OnFailure.Recover(name);
    }

    private static Map<String, Value> file(@Nullable Path path) {
        if (path == null) {
            return Map.of();
        }
        Problems problems = new Problems();
        Node root = YamlReader.read(path, problems);
        problems.refuseErrors();
        if (!(root instanceof Node.Mapping mapping)) {
            throw new Refusal(Problem.error(root == null ? null : root.span(), "names and values were expected",
                    "Write one `name: value` a line."));
        }
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> values.put(entry.name(),
                entry.value() instanceof Node.Scalar scalar ? Value.of(scalar.text()) : entry.value().value()));
        return values;
    }
}
