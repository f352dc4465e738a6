package dev.runbook.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is known of a value before there is one.
public sealed interface Type {
    /// A type without parts; `ANY` when nothing is known.
    enum Simple implements Type {
        ANY("value"), NULL("null"), BOOL("boolean"), INT("integer"), REAL("number"), TEXT("string"), LAPSE("duration");

        private final String word;

        Simple(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /// A list whose items are of one type.
    record ListOf(Type items) implements Type {
        @Override
        public String word() {
            return "list";
        }
    }

    /// A map whose fields are known; when open, it may have others.
    record MapOf(Map<String, Type> fields, boolean open) implements Type {
        public MapOf {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String word() {
            return "map";
        }
    }

    /// The word by which messages name the type: that of [Value#type].
    String word();

    /// A list of whatever.
    static Type list() {
        return listOf(Simple.ANY);
    }

    /// A map with whatever fields.
    static Type map() {
        return open(Map.of());
    }

    static Type listOf(Type items) {
        return new ListOf(items);
    }

    /// A map that has these fields and no others.
    static Type closed(Map<String, Type> fields) {
        return new MapOf(fields, false);
    }

    /// A map that has these fields and perhaps others.
    static Type open(Map<String, Type> fields) {
        return new MapOf(fields, true);
    }

    static Type of(Value value) {
        return switch (value) {
            case Value.Null _ -> Simple.NULL;
            case Value.Bool _ -> Simple.BOOL;
            case Value.Int _ -> Simple.INT;
            case Value.Real _ -> Simple.REAL;
            case Value.Text _ -> Simple.TEXT;
            case Value.Lapse _ -> Simple.LAPSE;
            case Value.Sequence(var items) -> listOf(common(items.stream().map(Type::of).toList()));
            case Value.Dictionary(var fields) -> closed(of(fields));
        };
    }

    /// The type of all of these, `ANY` when they differ or there are none.
    static Type common(List<Type> types) {
        return types.stream().distinct().count() == 1 ? types.getFirst() : Simple.ANY;
    }

    /// Whether a value of this type may be wanted as that: unless it is known to be another kind of thing.
    default boolean fits(Type wanted) {
        return is(Simple.ANY) || wanted.is(Simple.ANY) || word().equals(wanted.word());
    }

    default boolean is(Simple simple) {
        return equals(simple);
    }

    default boolean isNumber() {
        return is(Simple.INT) || is(Simple.REAL);
    }

    private static Map<String, Type> of(Map<String, Value> fields) {
        Map<String, Type> types = new LinkedHashMap<>();
        fields.forEach((name, value) -> types.put(name, of(value)));
        return types;
    }
}
