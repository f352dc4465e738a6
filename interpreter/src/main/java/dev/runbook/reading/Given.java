package dev.runbook.reading;

import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import dev.runbook.yaml.Node.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value as a runbook gives it: written out, computed, or a list or map of such values.
public sealed interface Given {

    /// What stands there.
    record Written(Value value) implements Given {}

    /// A text with expressions in it.
    record Computed(Template template) implements Given {}

    /// A list.
    record Several(List<Given> items) implements Given {}

    /// A map.
    record Named(Map<String, Given> fields) implements Given {}

    /// A value that keeps its spelling: `5` is a number, but `0052` and `1.10`, which a number would not give back, are
    /// texts.
    static Given read(Node node, Reading reading) {
        return read(node, reading, true);
    }

    /// A value in the type that YAML gives it, for JSON.
    static Given typed(Node node, Reading reading) {
        return read(node, reading, false);
    }

    private static Given read(Node node, Reading reading, boolean spelled) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar, reading, spelled);
            case Sequence sequence ->
                new Several(sequence.items().stream().map(item -> read(item, reading, spelled)).toList());
            case Mapping mapping -> {
                Map<String, Given> fields = new LinkedHashMap<>();
                mapping.entries().forEach(e -> fields.put(e.name(), read(e.value(), reading, spelled)));
                yield new Named(fields);
            }
        };
    }

    private static Given scalar(Scalar scalar, Reading reading, boolean spelled) {
        Template template = reading.template(scalar.passage());
        if (scalar.text().contains("${{")) {
            return new Computed(template);
        }
        Value value = scalar.value();
        boolean same = scalar.style() == Style.PLAIN
                && (!spelled || value instanceof Value.Null || value.text().equals(scalar.text()));
        return new Written(same ? value : Value.of(scalar.text()));
    }

    /// The value.
    default Value eval(Scope scope) {
        return switch (this) {
            case Written(Value value) -> value;
            case Computed(Template template) -> template.eval(scope);
            case Several(List<Given> items) -> Value.of(items.stream().map(item -> item.eval(scope)).toList());
            case Named(Map<String, Given> fields) -> {
                Map<String, Value> values = new LinkedHashMap<>();
                fields.forEach((name, field) -> values.put(name, field.eval(scope)));
                yield Value.of(values);
            }
        };
    }

    /// As it was written, more or less.
    default String text() {
        return switch (this) {
            case Written(Value value) -> value.text();
            case Computed(Template template) -> template.text();
            case Several(List<Given> items) -> items.stream().map(Given::text).toList().toString();
            case Named(Map<String, Given> fields) -> fields.entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue().text()).toList().toString();
        };
    }
}
