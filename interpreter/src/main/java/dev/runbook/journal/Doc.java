package dev.runbook.journal;

import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A JSON object, read and built field by field; what is null is left out.
final class Doc {
    private final Map<String, Value> fields;

    private Doc(Map<String, Value> fields) {
        this.fields = fields;
    }

    static Doc empty() {
        return new Doc(new LinkedHashMap<>());
    }

    /// Reads an object that an earlier version of ours wrote.
    ///
    /// @throws JournalDamage when the value is not an object
    static Doc of(Value value) {
        if (value instanceof Value.Dictionary(Map<String, Value> known)) {
            return new Doc(known);
        }
        throw new JournalDamage("an object was expected, not a " + value.type());
    }

    Doc with(String name, @Nullable Value value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    Doc with(String name, @Nullable String text) {
        return text == null || text.isEmpty() ? this : with(name, Value.of(text));
    }

    Doc with(String name, @Nullable Instant instant) {
        return instant == null ? this : with(name, Value.of(instant.toString()));
    }

    Doc with(String name, @Nullable Duration duration) {
        return duration == null ? this : with(name, Value.of(duration.toString()));
    }

    <T> Doc with(String name, List<T> items, Function<T, Value> write) {
        return items.isEmpty() ? this : with(name, Value.of(items.stream().map(write).toList()));
    }

    Doc with(String name, Map<String, Value> map) {
        return map.isEmpty() ? this : with(name, Value.of(map));
    }

    Value value() {
        return Value.of(fields);
    }

    @Nullable
    Value find(String name) {
        return fields.get(name);
    }

    Value get(String name) {
        Value value = fields.get(name);
        if (value == null) {
            throw new JournalDamage("\"" + name + "\" is missing");
        }
        return value;
    }

    /// A text, empty when it is absent.
    String text(String name) {
        Value value = fields.get(name);
        return value == null ? "" : value.text();
    }

    @Nullable
    String textOrNull(String name) {
        Value value = fields.get(name);
        return value == null ? null : value.text();
    }

    long number(String name) {
        return fields.get(name) instanceof Value.Int(long number) ? number : 0;
    }

    boolean flag(String name) {
        return fields.get(name) instanceof Value.Bool(boolean flag) && flag;
    }

    Instant instant(String name) {
        return parsed(name, Instant::parse);
    }

    Duration duration(String name) {
        return parsed(name, Duration::parse);
    }

    @Nullable
    Duration durationOrNull(String name) {
        return fields.containsKey(name) ? duration(name) : null;
    }

    <E extends Enum<E>> E word(String name, Class<E> words) {
        return parsed(name, text -> Enum.valueOf(words, text));
    }

    <T> List<T> list(String name, Function<Value, T> read) {
        return fields.get(name) instanceof Value.Sequence(List<Value> items)
                ? items.stream().map(read).toList()
                : List.of();
    }

    Map<String, Value> map(String name) {
        return fields.get(name) instanceof Value.Dictionary(Map<String, Value> map) ? map : Map.of();
    }

    private <T> T parsed(String name, Function<String, T> parse) {
        try {
            return parse.apply(get(name).text());
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new JournalDamage("\"" + name + "\" cannot be read: " + e.getMessage());
        }
    }
}
