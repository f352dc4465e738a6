package dev.runbook.evidence;

import dev.runbook.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an action saw: its outcome's fields, what of it is worth showing, and whether it failed by itself.
///
/// @param fields by the names that expressions use: `rows`, `stdout`, `file`, …
/// @param failure why the action could not do its work, or null; expectations are judged elsewhere
/// @param leftNothing whether it is known that nothing of the action's effects remained
public record Observation(Map<String, Value> fields, List<Fact> facts, @Nullable Failure failure,
        boolean leftNothing) {
    public Observation {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        facts = List.copyOf(facts);
    }

    public Observation(Map<String, Value> fields, List<Fact> facts, @Nullable Failure failure) {
        this(fields, facts, failure, false);
    }

    public static Observation of(Map<String, Value> fields, Fact... facts) {
        return new Observation(fields, List.of(facts), null);
    }

    public static Observation failed(Failure failure) {
        return new Observation(Map.of(), List.of(), failure);
    }

    /// This observation with another failure.
    public Observation failing(Failure other) {
        return new Observation(fields, facts, other, leftNothing);
    }

    public Value field(String name) {
        return fields.getOrDefault(name, Value.Null.NULL);
    }

    /// This observation, known to have left nothing behind.
    public Observation leavingNothing() {
        return new Observation(fields, facts, failure, true);
    }

    /// This observation with more facts.
    public Observation with(List<Fact> more) {
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(more);
        return more.isEmpty() ? this : new Observation(fields, all, failure, leftNothing);
    }

    /// This observation with how long it took, as the field `took`.
    public Observation took(Duration duration) {
        Map<String, Value> all = new LinkedHashMap<>(fields);
        all.put("took", Value.of(duration));
        return new Observation(all, facts, failure, leftNothing);
    }

    /// The rows that a SQL step saw, if it saw any.
    public Fact.@Nullable Grid grid() {
        for (Fact fact : facts.reversed()) {
            if (fact instanceof Fact.Grid grid) {
                return grid;
            }
        }
        return null;
    }
}
