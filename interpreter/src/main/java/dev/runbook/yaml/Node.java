package dev.runbook.yaml;

import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A piece of a YAML document and the place where it stands. An alias is the very node that its anchor names.
public sealed interface Node {

    /// From its first character to its last, quotes and brackets included.
    Span span();

    /// What it says by YAML 1.2's core schema.
    Value value();

    /// What it is, in the words of messages: `a text`, `a number`, `a list`, `a map` and so on.
    String kind();

    /// A key of a mapping and its value.
    record Entry(Scalar key, Node value) {
        public String name() {
            return key.text();
        }
    }

    /// Keys and values in the order in which they were written, each key once.
    record Mapping(Span span, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /// The value of a key, or null when the key is not there.
        public @Nullable Node get(String name) {
            Entry found = find(name);
            return found == null ? null : found.value();
        }

        /// The entry of a key, or null when the key is not there.
        public @Nullable Entry find(String name) {
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
            return null;
        }

        public boolean has(String name) {
            return find(name) != null;
        }

        /// The keys as they were written, in their order.
        public List<String> keys() {
            return entries.stream().map(Entry::name).toList();
        }

        @Override
        public Value value() {
            Map<String, Value> fields = new LinkedHashMap<>();
            entries.forEach(entry -> fields.put(entry.name(), entry.value().value()));
            return Value.of(fields);
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /// A list.
    record Sequence(Span span, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Value value() {
            return Value.of(items.stream().map(Node::value).toList());
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// A text, a number, true, false or null: what is neither a list nor a map.
    ///
    /// @param text what was written, without quotes, escapes and indentation, and never retyped: `0052` stays `0052`
    record Scalar(Span span, String text, Style style) implements Node {

        /// Whether it was written without quotes and without `|` or `>`: only then can it be other than a text.
        public boolean isPlain() {
            return style == Style.PLAIN;
        }

        /// Whether it is null: empty, `~` or `null`, without quotes.
        public boolean isNull() {
            return isPlain() && CoreSchema.isNull(text);
        }

        @Override
        public Value value() {
            return isPlain() ? CoreSchema.value(text) : Value.of(text);
        }

        /// Its text, with the place of each character in the file.
        public Passage passage() {
            return Placement.of(this);
        }

        @Override
        public String kind() {
            return switch (value().type()) {
                case "null" -> "empty";
                case "boolean" -> text;
                case "integer", "number" -> "a number";
                default -> "a text";
            };
        }
    }

    /// How a scalar is written.
    enum Style {
        PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL, FOLDED;

        /// Whether it is written under a `|` or a `>`.
        public boolean isBlock() {
            return this == LITERAL || this == FOLDED;
        }
    }
}
