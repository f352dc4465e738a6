package dev.runbook.check;

import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.reading.Reading;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What something is compared with, as the runbook writes it.
public sealed interface Operand {

    /// A text that keeps its spelling: `0052` is not 52.
    record Spelled(String text, Value typed) implements Operand {}

    /// A text with expressions in it.
    record Computed(Template template) implements Operand {}

    /// A list.
    record Several(List<Operand> items) implements Operand {}

    /// A map.
    record Named(Map<String, Operand> fields) implements Operand {}

    static Operand read(Node node, Reading reading) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar, reading);
            case Sequence sequence -> new Several(sequence.items().stream().map(item -> read(item, reading)).toList());
            case Mapping mapping -> {
                Map<String, Operand> fields = new LinkedHashMap<>();
                mapping.entries().forEach(e -> fields.put(e.key().text(), read(e.value(), reading)));
                yield new Named(fields);
            }
        };
    }

    private static Operand scalar(Scalar scalar, Reading reading) {
        Template template = reading.template(scalar.passage());
        return template.isPlain() ? new Spelled(scalar.text(), scalar.value()) : new Computed(template);
    }

    /// The value to compare with, in the type that suits what it is compared with.
    default Value value(Scope scope, Value actual) {
        return switch (this) {
            case Spelled(String text, Value typed) -> spelled(text, typed, actual);
            case Computed(Template template) -> template.eval(scope);
            case Several(List<Operand> items) -> {
                List<Value> values = new ArrayList<>();
                items.forEach(item -> values.add(item.value(scope, Value.Null.NULL)));
                yield Value.of(values);
            }
            case Named(Map<String, Operand> fields) -> {
                Map<String, Value> values = new LinkedHashMap<>();
                fields.forEach((name, field) -> values.put(name, field.value(scope, Value.Null.NULL)));
                yield Value.of(values);
            }
        };
    }

    /// Letter by letter where that fits; else by the type that YAML gives it.
    private static Value spelled(String text, Value typed, Value actual) {
        return actual instanceof Value.Text(String found) && found.equals(text) ? actual : typed;
    }

    /// As it is shown beside what was found: as a text beside a text, whatever YAML takes it for.
    default String describe(Scope scope, Value actual) {
        return switch (this) {
            case Spelled(String text, _) when actual instanceof Value.Text -> Words.quote(Value.of(text));
            case Spelled(String text, Value typed) ->
                typed instanceof Value.Text || typed instanceof Value.Null ? Words.quote(typed) : text;
            case Computed _,Several _,Named _ -> Words.quote(value(scope, Value.Null.NULL));
        };
    }
}
