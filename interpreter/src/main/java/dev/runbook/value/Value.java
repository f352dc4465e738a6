package dev.runbook.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A value that a runbook can hold: CEL's types, less `uint`, `bytes` and `timestamp`.
public sealed interface Value {

    /// Nothing: YAML's and SQL's null, and every field of a skipped step.
    enum Null implements Value {
        NULL;

        @Override
        public String text() {
            return "";
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /// True or false.
    record Bool(boolean value) implements Value {
        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /// A whole number of 64 bits.
    record Int(long value) implements Value {
        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /// A floating-point number of 64 bits.
    record Real(double value) implements Value {
        @Override
        public String text() {
            return Double.toString(value);
        }
    }

    /// A text. SQL values without a type of their own here (numeric, dates, …) are texts as psql prints them.
    record Text(String value) implements Value {
        private static final int SHORTEST_WITH_GAP = 64 * 1024;
        private static final Pattern GAP = Pattern.compile("\n\\[… [\\d,.\\h]+ bytes are only in the log …]\n");

        @Override
        public String text() {
            return value;
        }

        /// The line that says how much of a text is missing.
        public static String gap(long bytes) {
            return "\n[… %,d bytes are only in the log …]\n".formatted(bytes);
        }

        /// Whether it is so long that something of it may be missing.
        public boolean isLong() {
            return value.length() > SHORTEST_WITH_GAP;
        }

        /// Whether it says of itself that something of it is missing.
        public boolean hasGap() {
            return isLong() && GAP.matcher(value).find();
        }
    }

    /// A length of time.
    record Lapse(Duration value) implements Value {
        @Override
        public String text() {
            return Durations.format(value);
        }
    }

    /// Values in an order.
    record Sequence(List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return items.stream().map(Value::text).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// Values by name, in the order in which they were given.
    record Dictionary(Map<String, Value> fields) implements Value {
        public Dictionary {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String text() {
            return fields.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue().text())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// The value as it is put into a text.
    String text();

    /// The word by which messages and schemas name the type.
    default String type() {
        return switch (this) {
            case Null _ -> "null";
            case Bool _ -> "boolean";
            case Int _ -> "integer";
            case Real _ -> "number";
            case Text _ -> "string";
            case Lapse _ -> "duration";
            case Sequence _ -> "list";
            case Dictionary _ -> "map";
        };
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(long value) {
        return new Int(value);
    }

    static Value of(double value) {
        return new Real(value);
    }

    static Value of(String value) {
        return new Text(value);
    }

    static Value of(Duration value) {
        return new Lapse(value);
    }

    static Value of(List<? extends Value> items) {
        return new Sequence(new ArrayList<>(items));
    }

    static Value of(Map<String, ? extends Value> fields) {
        return new Dictionary(new LinkedHashMap<>(fields));
    }
}
