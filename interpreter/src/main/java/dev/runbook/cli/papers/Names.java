package dev.runbook.cli.papers;

import dev.runbook.cli.target.RunIdentity;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Parameters;
import dev.runbook.plan.Plan;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The names that expressions find when a run starts.
public record Names(Runbook runbook, RunIdentity identity, Map<String, String> environment, Path root) {

    /// What is known before it is known which database is meant.
    ///
    /// @param given the parameters' values as they were written
    public Scope beforeTarget(Map<String, Value> given) {
        return Scope.of(Map.of("env", env(), "run", run(), "params",
                Value.of(Parameters.known(runbook.params(), given))));
    }

    /// The parameters' values as the operator gave them.
    public Map<String, Value> given(Choices choices) {
        return choices.allParams(runbook, beforeTarget(Map.of()));
    }

    public Map<String, Value> all(Plan plan, ConnectionSettings main, boolean sandbox) {
        return Map.of("env", env(), "run", run(), "params", Value.of(plan.params()), "target", Value.of(Map.of(
                "host", Value.of(main.host()), "port", Value.of(main.port()), "database", Value.of(main.database()),
                "user", Value.of(main.user()), "sandbox", Value.of(sandbox))));
    }

    private Value run() {
        return Value.of(Map.of("id", Value.of(identity.id()), "stamp", Value.of(identity.stamp()), "operator",
                Value.of(identity.operator()), "started", Value.of(identity.started().toString()), "directory",
                Value.of(root.resolve(identity.id()).toString())));
    }

    private Value env() {
        Map<String, Value> variables = new LinkedHashMap<>();
        environment.forEach((name, value) -> variables.put(name, Value.of(value)));
        return Value.of(variables);
    }
}
