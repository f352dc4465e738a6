package dev.runbook.report.json;

import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object, in order; what is not known is left out.
public final class Fields {
    private final Map<String, Value> fields = new LinkedHashMap<>();

    public Fields with(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    public Fields with(String name, String text) {
        return text.isEmpty() ? this : with(name, Value.of(text));
    }

    public Fields with(String name, boolean flag) {
        return with(name, Value.of(flag));
    }

    public Fields with(String name, @Nullable Instant moment) {
        return moment == null ? this : with(name, Value.of(moment.toString()));
    }

    /// In milliseconds.
    public Fields with(String name, @Nullable Duration duration) {
        return duration == null ? this : with(name, Value.of(duration.toMillis()));
    }

    public <T> Fields with(String name, List<T> items, Function<T, Value> write) {
        return items.isEmpty() ? this : with(name, Value.of(items.stream().map(write).toList()));
    }

    public Value value() {
        return Value.of(fields);
    }
}
