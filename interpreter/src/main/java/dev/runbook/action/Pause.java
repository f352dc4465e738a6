package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `pause`: waits a while, and counts down.
public record Pause(Template text) implements Action {
    private static final Duration TICK = Duration.ofSeconds(1);

    @Override
    public Observation perform(Tools tools) {
        Duration duration = duration(tools.scope());
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

    private Duration duration(Scope scope) {
        Value value = text.eval(scope);
        return value instanceof Value.Lapse(Duration lapse)
                ? lapse
                : Durations.parse(value.text()).orElseThrow(() -> new Refusal(Problem.error(text.span(),
                        "\"" + value.text() + "\" is no duration", "Write for example 30s.")));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("pause", text.eval(scope).text()));
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
