package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.value.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `assert`: expressions over what earlier steps found. They are judged like every other check, so there is
/// nothing left to do here.
public record Assert(List<String> expressions) implements Action {

    @Override
    public Observation perform(Tools tools) {
        return Observation.of(Map.of());
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Code("assert", "cel", expressions.stream().collect(Collectors.joining("\n"))));
    }

    @Override
    public Remains remains() {
        return Remains.NOTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of();
    }
}
