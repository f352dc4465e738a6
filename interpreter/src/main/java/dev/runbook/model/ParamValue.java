package dev.runbook.model;

import dev.runbook.value.Durations;
import dev.runbook.value.Regex;
import dev.runbook.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A parameter's value as somebody wrote it, in the parameter's type, or what is wrong with it.
public sealed interface ParamValue {

    /// A value that the parameter accepts.
    record Accepted(Value value) implements ParamValue {}

    /// A value that it does not accept.
    record Rejected(String why) implements ParamValue {}

    /// Reads a value for a parameter: its type first, then its limits.
    static ParamValue of(Param param, Value given) {
        Optional<Value> typed = typed(param.type(), given);
        return typed.isEmpty()
                ? new Rejected("%s must be %s, not \"%s\"".formatted(param.name(), article(param.type()), given.text()))
                : limited(param, typed.get());
    }

    /// What is said of a secret value that is not accepted.
    static String unfit(Param param) {
        return "the value given for " + param.name() + " does not fit its type or limits";
    }

    private static ParamValue limited(Param param, Value value) {
        if (!param.oneOf().isEmpty() && !param.oneOf().contains(value)) {
            return new Rejected("%s must be one of %s, not \"%s\"".formatted(param.name(),
                    param.oneOf().stream().map(Value::text).collect(Collectors.joining(", ")), value.text()));
        }
        return param.matches() == null ? new Accepted(value) : matching(param, param.matches(), value);
    }

    private static ParamValue matching(Param param, Pattern pattern, Value value) {
        try {
            return Regex.of(pattern).isAllOf(value.text())
                    ? new Accepted(value)
                    : new Rejected("%s must match /%s/".formatted(param.name(), pattern.pattern()));
        } catch (Regex.Failure e) {
            return new Rejected("nobody knows whether %s matches /%s/: %s".formatted(param.name(), pattern.pattern(),
                    e.reason()));
        }
    }

    private static Optional<Value> typed(Param.Type type, Value given) {
        String text = given.text();
        return switch (type) {
            case STRING -> given instanceof Value.Sequence || given instanceof Value.Dictionary
                    ? Optional.empty()
                    : Optional.of(Value.of(text));
            case INTEGER -> text.matches("[-+]?\\d{1,18}")
                    ? Optional.of(Value.of(Long.parseLong(text)))
                    : Optional.empty();
            case NUMBER -> text.matches("[-+]?\\d{1,18}(\\.\\d{1,18})?([eE][-+]?\\d{1,3})?")
                    ? Optional.of(Value.of(Double.parseDouble(text)))
                    : Optional.empty();
            case BOOLEAN -> text.equals("true") || text.equals("false")
                    ? Optional.of(Value.of(text.equals("true")))
                    : Optional.empty();
            case DURATION -> Durations.parse(text).map(Value::of);
            case LIST -> Optional.of(given instanceof Value.Sequence ? given : items(text));
        };
    }

    /// On a command line a list is written with commas.
    private static Value items(String text) {
        return Value.of(text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).map(Value::of)
                        .toList());
    }

    private static String article(Param.Type type) {
        String word = type.name().toLowerCase(Locale.ROOT);
        return (type == Param.Type.INTEGER ? "an " : "a ") + word;
    }
}
