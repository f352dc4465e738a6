package dev.runbook.load;

import dev.runbook.action.Action;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.expression.Template;
import dev.runbook.model.Guard;
import dev.runbook.model.Sampler;
import dev.runbook.model.Step.Retry;
import dev.runbook.model.Step.Setting;
import dev.runbook.model.Watching;
import dev.runbook.reading.Fields;
import dev.runbook.value.Type;
import dev.runbook.watch.Limits;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads `guard` and `watch`.
final class WatchReader {
    private final References references;

    WatchReader(References references) {
        this.references = references;
    }

    Watching read(Fields step) {
        return new Watching(guard(step), samplers(step));
    }

    /// The samplers of a step, or of the whole run.
    List<Sampler> samplers(Fields where) {
        List<Sampler> samplers = new ArrayList<>();
        for (Node.Entry entry : where.entries("watch")) {
            Sampler sampler = entry.value() instanceof Mapping mapping
                    ? sampler(entry.name(), new Fields(mapping, where.reading()), where)
                    : null;
            if (sampler != null) {
                samplers.add(sampler);
            }
        }
        return samplers;
    }

    private @Nullable Sampler sampler(String name, Fields fields, Fields step) {
        references.check(fields);
        Action action = fields.has("sql") ? Sql.inline(fields) : Shell.read(fields);
        if (action == null) {
            return null;
        }
        Fields own = where(fields, action);
        Setting setting = new Setting(fields.text("connection", step.text("connection", References.MAIN)),
                References.host(fields), step.template("cwd"), env(fields, step));
        return new Sampler(name, fields.text("description", ""), action, setting,
                Objects.requireNonNullElse(fields.duration("every"), Duration.ofSeconds(5)), own.condition("warn_if"),
                own.condition("abort_if"));
    }

    /// Its own, over those of the step.
    private static Map<String, Template> env(Fields sampler, Fields step) {
        Map<String, Template> env = new LinkedHashMap<>(step.templates("env"));
        env.putAll(sampler.templates("env"));
        return env;
    }

    private static @Nullable Guard guard(Fields step) {
        Fields guard = step.section("guard");
        return guard == null
                ? null
                : new Guard(limits(guard), own(guard),
                        Objects.requireNonNullElse(guard.duration("every"), Duration.ofSeconds(1)), retry(guard));
    }

    private static Limits limits(Fields guard) {
        Fields blocking = guard.section("blocking");
        Fields waiting = guard.section("waiting");
        return new Limits(blocking == null ? null : blocking.duration("longer_than"),
                blocking == null ? null : number(blocking, "sessions"),
                waiting == null ? null : waiting.duration("longer_than"), guard.duration("replica_lag"),
                guard.duration("long_queries"), number(guard, "connections"));
    }

    private static Guard.@Nullable Own own(Fields guard) {
        Sql query = guard.has("sql") ? Sql.inline(guard) : null;
        var abortIf = query == null ? null : where(guard, query).condition("abort_if");
        return query == null || abortIf == null ? null : new Guard.Own(query, abortIf);
    }

    private static @Nullable Retry retry(Fields guard) {
        Fields retry = guard.section("retry");
        if (retry == null) {
            return null;
        }
        String backoff = retry.text("backoff", "1");
        return new Retry((int) retry.number("times", 3),
                Objects.requireNonNullElse(retry.duration("delay"), Duration.ofSeconds(1)),
                backoff.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(backoff) : 1, null, List.of());
    }

    private static @Nullable Long number(Fields fields, String key) {
        return fields.has(key) ? Long.valueOf(fields.number(key, Long.MAX_VALUE)) : null;
    }

    /// The same fields where what the query or the script comes to is known by name.
    private static Fields where(Fields fields, Action action) {
        Map<String, Type> known = new LinkedHashMap<>(action.fields());
        known.putIfAbsent("value", Type.Simple.ANY);
        return new Fields(fields.mapping(), fields.reading().where(names -> names.with(known)));
    }
}
