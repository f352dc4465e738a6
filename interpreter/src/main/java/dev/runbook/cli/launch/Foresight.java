package dev.runbook.cli.launch;

import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.target.Targets;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Foreseen;
import dev.runbook.plan.Inputs;
import dev.runbook.plan.Parameters;
import dev.runbook.plan.Plan;
import dev.runbook.plan.Planner;
import dev.runbook.plan.preview.Destination;
import dev.runbook.plan.preview.Preview;
import dev.runbook.plan.preview.Previewer;
import dev.runbook.problem.Problems;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out what is known before a run without calling anybody.
public record Foresight(Runbook runbook, Choices choices, Map<String, String> environment) {
    private static final Pattern SECRET_NAME = Pattern.compile("PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_VALUE = Pattern.compile("://[^/\\s]*:[^/\\s]*@|password=",
            Pattern.CASE_INSENSITIVE);

    public Preview preview() {
        ConnectionSettings main = new Targets(runbook, choices.targets(), environment, scope(given())).main();
        boolean sandbox = main == null && runbook.sandbox() != null;
        Problems problems = new Problems();
        Plan plan = Planner.plan(runbook, new Inputs(given(), answers(sandbox), true,
                choices.selection()), problems);
        Foreseen.look(plan, scope(given()), sandbox, problems);
        problems.refuseErrors();
        return Previewer.preview(plan, new Destination(main == null ? null : main.displayed(), sandbox), names(main),
                problems.sorted());
    }

    private Map<String, Value> answers(boolean sandbox) {
        Map<String, Value> answers = new LinkedHashMap<>();
        Runbook.Sandbox wanted = runbook.sandbox();
        if (sandbox && wanted != null) {
            wanted.answers().forEach((id, answer) -> answers.put(id, Value.of(answer.text())));
        }
        answers.putAll(choices.answers());
        return answers;
    }

    private Map<String, Value> given() {
        return choices.allParams(runbook, scope(Map.of()));
    }

    private Scope scope(Map<String, Value> given) {
        return Scope.of(Map.of("env", Value.of(texts(environment)), "params",
                Value.of(Parameters.known(runbook.params(), given))));
    }

    private Map<String, Value> names(@Nullable ConnectionSettings main) {
        Map<String, String> open = new LinkedHashMap<>(environment);
        open.entrySet().removeIf(entry -> isSecret(entry.getKey(), entry.getValue()));
        Map<String, Value> names = new LinkedHashMap<>(Map.of("env", Value.of(texts(open))));
        if (main != null) {
            names.put("target", Value.of(Map.of("host", Value.of(main.host()), "port", Value.of(main.port()),
                    "database", Value.of(main.database()), "user", Value.of(main.user()), "sandbox",
                    Value.of(false))));
        }
        return names;
    }

    /// A plan is pasted into tickets: what may be a secret stays `${{ env.NAME }}`.
    private static boolean isSecret(String name, String value) {
        return SECRET_NAME.matcher(name).find() || SECRET_VALUE.matcher(value).find();
    }

    private static Map<String, Value> texts(Map<String, String> texts) {
        Map<String, Value> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, Value.of(text)));
        return values;
    }
}
