package dev.runbook.plan;

import dev.runbook.model.Param;
import dev.runbook.model.ParamValue;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a plan of a runbook and its inputs, or says what is missing.
public final class Planner {
    private static final Set<String> QUESTIONS = Set.of("confirm", "prompt", "choose");
    /// Those that ask only when they find something to doubt, and stop where nobody answers.
    private static final Set<String> DOUBTERS = Set.of("backup", "restore");

    private final Runbook runbook;
    private final Inputs inputs;
    private final Problems problems;

    private Planner(Runbook runbook, Inputs inputs, Problems problems) {
        this.runbook = runbook;
        this.inputs = inputs;
        this.problems = problems;
    }

    public static Plan plan(Runbook runbook, Inputs inputs, Problems problems) {
        return new Planner(runbook, inputs, problems).plan();
    }

    private Plan plan() {
        List<String> known = runbook.params().stream().map(Param::name).toList();
        inputs.params().keySet().stream().filter(name -> !known.contains(name)).sorted()
                .forEach(name -> problems.error(null, "the runbook has no parameter \"" + name + "\"",
                        known.isEmpty()
                                ? "It declares none."
                                : "It declares " + String.join(", ", known) + "."
                                        + Suggestion.didYouMean(name, known)));
        Map<String, Value> params = new LinkedHashMap<>();
        runbook.params().forEach(param -> put(params, param));
        Selection selection = Selector.select(runbook, inputs.selection(), problems);
        Dependencies.check(runbook.steps(), selection, problems);
        checkAnswers(selection);
        return new Plan(runbook, params, runbook.params().stream().filter(Param::secret).map(Param::name)
                .collect(Collectors.toSet()), inputs.answers(), selection);
    }

    private void put(Map<String, Value> params, Param param) {
        Value value = value(param);
        if (value != null) {
            params.put(param.name(), value);
        }
    }

    private @Nullable Value value(Param param) {
        Value given = inputs.params().get(param.name());
        if (given == null) {
            if (param.otherwise() == null) {
                problems.error(param.span(), "the parameter \"" + param.name() + "\" is missing",
                        "Give it as --param " + param.name() + "=… or in a --params-file.");
            }
            return param.otherwise();
        }
        return switch (ParamValue.of(param, given)) {
            case ParamValue.Accepted(Value value) -> value;
            case ParamValue.Rejected(String why) -> {
                problems.error(param.span(), param.secret() ? ParamValue.unfit(param) : why, "");
                yield null;
            }
        };
    }

    /// With nobody to ask, an answer that is missing is found now and not in the middle of the night.
    private void checkAnswers(Selection selection) {
        List<Step> questions = new ArrayList<>();
        Steps.all(runbook).stream().filter(Planner::asks).forEach(questions::add);
        List<String> ids = questions.stream().map(Planner::id).toList();
        List<String> mayAsk = Steps.all(runbook).stream().filter(step -> DOUBTERS.contains(step.label().kind()))
                .map(Planner::id).toList();
        inputs.answers().keySet().stream().filter(id -> !ids.contains(id) && !mayAsk.contains(id)).sorted()
                .forEach(id -> problems.error(null, "an answer for \"" + id + "\", which asks nothing",
                        "Answers are named by the id of the step that asks." + Suggestion.didYouMean(id, ids)));
        if (!inputs.attended()) {
            Set<String> ways = WaysOut.unattended(runbook, inputs.recovery());
            runbook.recoveries().values().stream().filter(recovery -> !ways.contains(recovery.name()))
                    .forEach(recovery -> Steps.walk(recovery.steps(), questions::remove));
            runbook.followups().forEach(followup -> Steps.walk(followup.steps(), questions::remove));
            runbook.procedures().values().forEach(other -> Steps.walk(other.steps(), questions::remove));
            questions.stream().filter(step -> selection.whySkipped(step.label().key()) == null)
                    .filter(step -> !inputs.answers().containsKey(id(step))).forEach(this::missing);
        }
    }

    private void missing(Step step) {
        problems.error(step.label().span(), "nobody is there to answer \"" + step.label().name() + "\"",
                "Run it in a terminal, or give the answer as `" + id(step) + ": …` in a file named by --answers.");
    }

    /// Whether a step asks a person.
    public static boolean asks(Step step) {
        return QUESTIONS.contains(step.label().kind());
    }

    /// What answers call a question.
    public static String id(Step step) {
        String id = step.label().id();
        return id == null ? step.label().key() : id;
    }
}
