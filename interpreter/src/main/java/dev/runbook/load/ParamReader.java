package dev.runbook.load;

import dev.runbook.model.Param;
import dev.runbook.model.Param.Type;
import dev.runbook.model.ParamValue;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `params`.
final class ParamReader {
    private final Reading reading;

    ParamReader(Reading reading) {
        this.reading = reading;
    }

    List<Param> read(Fields runbook) {
        List<Param> params = new ArrayList<>();
        for (Node.Entry entry : runbook.entries("params")) {
            Mapping mapping = entry.value() instanceof Mapping given
                    ? given
                    : new Mapping(entry.key().span(), List.of());
            params.add(param(entry.name(), entry.key().span(), new Fields(mapping, reading)));
        }
        return List.copyOf(params);
    }

    private Param param(String name, Span place, Fields fields) {
        Pattern matches = fields.has("matches") ? Patterns.read(fields, "matches") : null;
        Param open = new Param(name, type(fields), fields.text("description", ""), null, List.of(), matches,
                fields.flag("secret"), place);
        List<Value> oneOf = new ArrayList<>();
        fields.items("one_of").forEach(node -> add(oneOf, typed(open, node)));
        Param limited = new Param(name, open.type(), open.description(), null, List.copyOf(oneOf), matches,
                open.secret(), place);
        Node otherwise = fields.node("default");
        required(fields, otherwise != null);
        return otherwise == null
                ? limited
                : new Param(name, open.type(), open.description(), typed(limited, otherwise), limited.oneOf(), matches,
                        open.secret(), place);
    }

    /// What has no default must be given; nothing else can be said yet.
    private void required(Fields fields, boolean hasDefault) {
        if (fields.flag("required") && hasDefault) {
            reading.problems().error(fields.place("required"), "a required parameter has a default",
                    "Take out the one or the other: a default is for when nobody gives a value.");
        } else if (fields.has("required") && !fields.flag("required") && !hasDefault) {
            reading.problems().error(fields.place("required"), "a parameter that may be left out has no value for then",
                    "Give it a default; an empty one is a value, too.");
        }
    }

    private static Type type(Fields fields) {
        String word = fields.text("type", "string");
        for (Type type : Type.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
                return type;
            }
        }
        return Type.STRING;
    }

    private @Nullable Value typed(Param param, Node node) {
        Value given = node instanceof Scalar scalar ? Value.of(scalar.text()) : node.value();
        return switch (ParamValue.of(param, given)) {
            case ParamValue.Accepted(Value value) -> value;
            case ParamValue.Rejected(String why) -> {
                reading.problems().error(node.span(), why, "Change the value, or the parameter's type or limits.");
                yield null;
            }
        };
    }

    private static void add(List<Value> values, @Nullable Value value) {
        if (value != null) {
            values.add(value);
        }
    }
}
