package dev.runbook.action;

import dev.runbook.database.standby.CatchUp;
import dev.runbook.database.standby.CatchUp.Standing;
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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// `wait_for_replicas`: waits until every standby has replayed what its primary has written by now.
///
/// @param text how long at most
public record WaitForReplicas(Template text) implements Action {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final String NAME = "runbook waits for replicas";

    @Override
    public Observation perform(Tools tools) {
        long end = System.nanoTime() + patience(tools).toNanos();
        try (CatchUp catchUp = new CatchUp(tools.session()::execute, tools.replicas(), NAME)) {
            while (true) {
                List<Standing> now = catchUp.look();
                List<Standing> late = now.stream().filter(standing -> !standing.arrived()).toList();
                if (now.isEmpty() && !tools.rehearses()) {
                    return failed(now, Failure.of("standby", "there is no standby to wait for",
                            "None is connected to this server (pg_stat_replication), and no connection is marked"
                                    + " `replica: true`. Leave the step out where there is none: `if: …`."));
                }
                if (late.isEmpty()) {
                    return arrived(now);
                }
                if (tools.stopped()) {
                    return failed(now, Failure.of("interrupted", "stopped by the operator while waiting for standbys",
                            ""));
                }
                if (System.nanoTime() - end >= 0) {
                    return failed(now, Failure.of("timeout", "not every standby has caught up in "
                            + Durations.format(patience(tools)), told(late) + "."));
                }
                tools.progress("waiting for " + told(late));
                tools.sleep(LOOK_AGAIN);
            }
        }
    }

    /// The step's own time limit holds as well.
    private Duration patience(Tools tools) {
        Value value = text.eval(tools.scope());
        Duration most = value instanceof Value.Lapse(Duration lapse)
                ? lapse
                : Durations.parse(value.text()).orElseThrow(() -> new Refusal(Problem.error(text.span(),
                        "\"" + value.text() + "\" is no duration", "Write for example 10m.")));
        Duration limit = tools.timeout();
        return limit != null && limit.compareTo(most) < 0 ? limit : most;
    }

    private static String told(List<Standing> late) {
        return late.stream().map(standing -> standing.name() + " ("
                + (standing.missing() < 0
                        ? standing.state()
                        : String.format(Locale.ROOT, "%,d bytes to replay", standing.missing()))
                + ")").collect(Collectors.joining(", "));
    }

    private static Observation arrived(List<Standing> now) {
        String summary = now.isEmpty()
                ? "no standby on the sandbox: nothing to wait for"
                : "all that was written until then is replayed on "
                        + now.stream().map(Standing::name).collect(Collectors.joining(", "));
        return Observation.of(fields(now), new Fact.Text("replicas", summary));
    }

    private static Observation failed(List<Standing> now, Failure failure) {
        return new Observation(fields(now), List.of(), failure, true);
    }

    private static Map<String, Value> fields(List<Standing> now) {
        return Map.of("standbys", Value.of(now.stream().filter(Standing::arrived).map(Standing::name).map(Value::of)
                .toList()));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("wait_for_replicas", "at most " + text.eval(scope).text()));
    }

    @Override
    public Remains remains() {
        return Remains.NOTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("standbys", Type.listOf(Type.Simple.TEXT));
    }
}
