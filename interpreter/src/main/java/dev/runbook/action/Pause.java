package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `pause`: waits a while.
public record Pause(Duration duration) implements Action {

    @Override
    public Observation perform(Tools tools) {
        tools.progress("waiting " + Durations.format(duration));
        tools.sleep(duration);
        return Observation.of(Map.of());
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("pause", Durations.format(duration)));
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of();
    }
}
