package dev.runbook.check;

import dev.runbook.value.Durations;
import dev.runbook.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// How values are compared: numbers by their size whatever their type, texts letter by letter.
///
/// A text from the database counts as a number only when it is written like one (`41.00`, not `0052`), so a
/// revision never equals another one by accident.
final class Comparison {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d{1,4})?");

    private Comparison() {}

    static boolean equal(Value left, Value right) {
        if (left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            return a.equals(b);
        }
        if (left instanceof Value.Sequence(List<Value> a) && right instanceof Value.Sequence(List<Value> b)) {
            return allEqual(a, b);
        }
        if (left instanceof Value.Dictionary(Map<String, Value> a)
                && right instanceof Value.Dictionary(Map<String, Value> b)) {
            return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(k -> equal(value(a, k), value(b, k)));
        }
        if (left instanceof Value.Bool || right instanceof Value.Bool) {
            return truth(left).isPresent() && truth(left).equals(truth(right));
        }
        OptionalInt order = order(left, right);
        return order.isPresent() ? order.getAsInt() == 0 : left.equals(right);
    }

    /// Their order, or nothing when they cannot be ordered: numbers, durations, and texts among themselves can.
    static OptionalInt order(Value left, Value right) {
        Optional<BigDecimal> a = number(left);
        Optional<BigDecimal> b = number(right);
        if (a.isPresent() && b.isPresent()) {
            return OptionalInt.of(a.get().compareTo(b.get()));
        }
        if (left instanceof Value.Lapse || right instanceof Value.Lapse) {
            Optional<Duration> x = duration(left);
            Optional<Duration> y = duration(right);
            return x.isPresent() && y.isPresent() ? OptionalInt.of(x.get().compareTo(y.get())) : OptionalInt.empty();
        }
        return left instanceof Value.Text(String x) && right instanceof Value.Text(String y)
                ? OptionalInt.of(x.compareTo(y))
                : OptionalInt.empty();
    }

    private static Optional<BigDecimal> number(Value value) {
        return switch (value) {
            case Value.Int(long number) -> Optional.of(BigDecimal.valueOf(number));
            case Value.Real(double number) ->
                Double.isFinite(number) ? Optional.of(new BigDecimal(Double.toString(number))) : Optional.empty();
            case Value.Text(String text) ->
                NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
            case Value.Null _,Value.Bool _,Value.Lapse _,Value.Sequence _,Value.Dictionary _ -> Optional.empty();
        };
    }

    private static Optional<Duration> duration(Value value) {
        return switch (value) {
            case Value.Lapse(Duration lapse) -> Optional.of(lapse);
            case Value.Text(String text) -> Durations.parse(text);
            case Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Sequence _,Value.Dictionary _ ->
                Optional.empty();
        };
    }

    /// A boolean, also as psql prints it.
    private static Optional<Boolean> truth(Value value) {
        return switch (value.text()) {
            case "t", "true" -> Optional.of(true);
            case "f", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static boolean allEqual(List<Value> a, List<Value> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    private static Value value(Map<String, Value> map, String key) {
        return map.getOrDefault(key, Value.Null.NULL);
    }
}
