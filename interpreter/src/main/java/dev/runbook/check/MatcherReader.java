package dev.runbook.check;

import dev.runbook.check.Matcher.Order;
import dev.runbook.reading.Reading;
import dev.runbook.value.Durations;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads matchers. A comparison that nobody knows is none: the schema has reported it.
final class MatcherReader {
    private final Reading reading;

    MatcherReader(Reading reading) {
        this.reading = reading;
    }

    Matcher read(Node node) {
        if (!(node instanceof Mapping mapping)) {
            return new Matcher.Equals(Operand.read(node, reading));
        }
        List<Matcher> all = mapping.entries().stream().map(e -> one(e.key(), e.value())).toList();
        return all.size() == 1 ? all.getFirst() : new Matcher.All(all);
    }

    /// A time: `< 5m`, or a matcher like any other.
    Matcher time(Node node) {
        for (Order order : Order.values()) {
            if (node instanceof Scalar scalar
                    && scalar.text().matches(order.sign() + " ?([0-9]{1,9}(ms|s|m|h|d))+")) {
                String limit = scalar.text().substring(order.sign().length()).strip();
                return new Matcher.Ordered(order, new Operand.Spelled(limit, Value.of(limit)));
            }
        }
        return read(node);
    }

    private Matcher one(Scalar key, Node value) {
        return switch (key.text()) {
            case "equals" -> new Matcher.Equals(operand(value));
            case "not" -> not(value);
            case "contains" -> contains(value);
            case "matches" -> new Matcher.Matches(pattern(value));
            case "starts_with" -> new Matcher.StartsWith(operand(value));
            case "in" -> new Matcher.In(operands(value));
            case "gt" -> new Matcher.Ordered(Order.GT, operand(value));
            case "gte" -> new Matcher.Ordered(Order.GTE, operand(value));
            case "lt" -> new Matcher.Ordered(Order.LT, operand(value));
            case "lte" -> new Matcher.Ordered(Order.LTE, operand(value));
            case "between" -> between(value);
            case "null" -> new Matcher.IsNull(!(value instanceof Scalar scalar) || !scalar.text().equals("false"));
            default -> new Matcher.All(List.of());
        };
    }

    /// "Not both" is what it would mean, and hardly ever what is wanted: with one of them there it would pass.
    private Matcher not(Node value) {
        if (value instanceof Mapping mapping
                && mapping.get("contains") instanceof Sequence(var span, List<Node> several)
                && several.size() > 1) {
            reading.problems().error(span, "this holds as soon as one of them is missing",
                    "For none of them, write not: {matches: 'one|other'}.");
        }
        return new Matcher.Not(read(value));
    }

    /// Several texts: all of them.
    private Matcher contains(Node value) {
        return value instanceof Sequence(_, List<Node> several)
                ? new Matcher.All(several.stream().<Matcher>map(one -> new Matcher.Contains(operand(one))).toList())
                : new Matcher.Contains(operand(value));
    }

    private Matcher between(Node value) {
        List<Operand> ends = operands(value);
        if (ends.size() != 2) {
            return new Matcher.All(List.of());
        }
        if (ends.get(0) instanceof Operand.Spelled(String low, var least)
                && ends.get(1) instanceof Operand.Spelled(String high, var most)
                && turned(low, least, high, most)) {
            reading.problems().error(value.span(), "nothing lies between " + low + " and " + high,
                    "The lower one comes first: between: [" + high + ", " + low + "].");
        }
        return new Matcher.Between(ends.get(0), ends.get(1));
    }

    /// What is written like a duration is compared as one: 1ms is less than 1h.
    private static boolean turned(String low, Value least, String high, Value most) {
        Optional<Duration> shortest = Durations.parse(low);
        Optional<Duration> longest = Durations.parse(high);
        return shortest.isPresent() && longest.isPresent()
                ? shortest.get().compareTo(longest.get()) > 0
                : Comparison.order(least, most).orElse(0) > 0;
    }

    private Operand operand(Node value) {
        return Operand.read(value, reading);
    }

    private List<Operand> operands(Node value) {
        return value instanceof Sequence(_, List<Node> items)
                ? items.stream().map(this::operand).toList()
                : List.of(operand(value));
    }

    private Pattern pattern(Node value) {
        String text = value instanceof Scalar scalar ? scalar.text() : "";
        try {
            return Pattern.compile(text, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            reading.problems().error(value.span(), "not a regular expression: " + e.getDescription(),
                    "Write a Java regular expression; a literal . * ( [ needs a \\ before it.");
            return Pattern.compile("");
        }
    }
}
