package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `pause`: waits a while, and counts down.
public record Pause(Duration duration) implements Action {
    private static final Duration TICK = Duration.ofSeconds(1);

    @Override
    public Observation perform(Tools tools) {
        Duration limit = tools.timeout();
        Duration whole = limit != null && limit.compareTo(duration) < 0 ? limit : duration;
        for (Duration left = whole; left.isPositive(); left = left.minus(TICK)) {
            tools.progress(Durations.format(left) + " left");
            tools.sleep(left.compareTo(TICK) < 0 ? left : TICK);
        }
        return whole.equals(duration)
                ? Observation.of(Map.of())
                : Observation.failed(Failure.of("timeout", "timed out after " + Durations.format(whole), ""));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("pause", Durations.format(duration)));
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
