package dev.runbook.settle;

import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the catalogs showed of a matter at one moment.
///
/// @param anchor where it was looked; empty when it was nowhere to be found
record Sight(String anchor, List<Thing> things) {
    Sight {
        things = List.copyOf(things);
    }

    /// One thing there.
    ///
    /// @param version another one when the thing was made anew
    record Thing(String id, String schema, String name, boolean good, String version) {
        /// As SQL writes it.
        String quoted() {
            return (schema.isEmpty() ? "" : Names.quoted(schema) + ".") + Names.quoted(name);
        }

        /// As people write it.
        String shown() {
            return schema.isEmpty() ? name : schema + "." + name;
        }
    }

    boolean has(String id) {
        return things.stream().anyMatch(thing -> thing.id().equals(id));
    }

    /// Those of a name.
    List<Thing> named(String name) {
        return things.stream().filter(thing -> thing.name().equals(name)).toList();
    }

    /// As the journal keeps it.
    Value value() {
        List<Value> rows = things.stream().<Value>map(thing -> Value.of(List.of(Value.of(thing.id()),
                Value.of(thing.schema()), Value.of(thing.name()), Value.of(thing.good()), Value.of(thing.version()))))
                .toList();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("anchor", Value.of(anchor));
        fields.put("things", Value.of(rows));
        return Value.of(fields);
    }

    /// From what the journal kept.
    static Sight of(Value value) {
        Map<String, Value> fields = value instanceof Value.Dictionary(Map<String, Value> known) ? known : Map.of();
        List<Thing> things = new ArrayList<>();
        if (fields.get("things") instanceof Value.Sequence(List<Value> rows)) {
            rows.forEach(row -> {
                if (row instanceof Value.Sequence(List<Value> cells)) {
                    things.add(new Thing(cells.get(0).text(), cells.get(1).text(), cells.get(2).text(),
                            cells.get(3).equals(Value.of(true)), cells.get(4).text()));
                }
            });
        }
        return new Sight(fields.getOrDefault("anchor", Value.of("")).text(), things);
    }
}
