package dev.runbook.run.stage;

import dev.runbook.expression.Scope;
import dev.runbook.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of a run and their values: what was there from the start, and what each step found.
public final class RunScope implements Scope {
    private final Map<String, Value> fixed;
    private final Map<String, Value> steps = new LinkedHashMap<>();
    private @Nullable Value allSteps;

    /// @param fixed `params`, `env`, `run`, `target`
    public RunScope(Map<String, Value> fixed) {
        this.fixed = Map.copyOf(fixed);
    }

    @Override
    public @Nullable Value find(String name) {
        return name.equals("steps") ? steps() : fixed.get(name);
    }

    public void put(String id, Map<String, Value> fields) {
        steps.put(id, Value.of(fields));
        allSteps = null;
    }

    /// This scope with further names over it.
    public static Scope with(Scope outer, Map<String, Value> more) {
        Map<String, Value> inner = new HashMap<>(more);
        return name -> {
            Value value = inner.get(name);
            return value == null ? outer.find(name) : value;
        };
    }

    private Value steps() {
        Value known = allSteps;
        if (known == null) {
            known = Value.of(steps);
            allSteps = known;
        }
        return known;
    }
}
