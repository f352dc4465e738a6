package dev.runbook.check;

import dev.runbook.expression.Scope;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Regex;
import dev.runbook.value.Value;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a single value is held against: a plain value, or a map such as `{gte: 1, lt: 10}`.
public sealed interface Matcher {

    /// The same value.
    record Equals(Operand operand) implements Matcher {}

    /// Whatever the inner matcher does not accept.
    record Not(Matcher inner) implements Matcher {}

    /// A text that contains another, or a list that contains a value.
    record Contains(Operand operand) implements Matcher {}

    /// A text in which the regular expression is found somewhere.
    record Matches(Pattern pattern) implements Matcher {}

    /// A text with this beginning.
    record StartsWith(Operand operand) implements Matcher {}

    /// One of several values.
    record In(List<Operand> operands) implements Matcher {}

    /// A number, duration or text in an order.
    record Ordered(Order order, Operand operand) implements Matcher {}

    /// From a value to another, both included.
    record Between(Operand low, Operand high) implements Matcher {}

    /// Null, or anything but null.
    record IsNull(boolean wanted) implements Matcher {}

    /// All of several.
    record All(List<Matcher> matchers) implements Matcher {}

    /// The four orders.
    enum Order {
        GT(">"), GTE(">="), LT("<"), LTE("<=");

        private final String sign;

        Order(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean holds(int comparison) {
            return switch (this) {
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                case LTE -> comparison <= 0;
            };
        }
    }

    /// Whether the value is accepted.
    default boolean accepts(Value actual, Scope scope) {
        return switch (this) {
            case Equals(Operand operand) -> Comparison.equal(actual, operand.value(scope, actual));
            case Not(Matcher inner) -> !inner.accepts(actual, scope);
            case Contains(Operand operand) -> contains(actual, operand, scope);
            case Matches(Pattern pattern) -> !(actual instanceof Value.Null) && isFound(pattern, actual.text());
            case StartsWith(Operand operand) -> !(actual instanceof Value.Null)
                    && actual.text().startsWith(text(operand, scope));
            case In(List<Operand> operands) -> operands.stream()
                    .anyMatch(operand -> Comparison.equal(actual, operand.value(scope, actual)));
            case Ordered(Order order, Operand operand) -> inOrder(order, actual, operand.value(scope, actual));
            case Between(Operand low, Operand high) -> inOrder(Order.GTE, actual, low.value(scope, actual))
                    && inOrder(Order.LTE, actual, high.value(scope, actual));
            case IsNull(boolean wanted) -> actual instanceof Value.Null == wanted;
            case All(List<Matcher> matchers) -> matchers.stream().allMatch(m -> m.accepts(actual, scope));
        };
    }

    /// What is accepted, in words.
    default String describe(Scope scope) {
        return describe(scope, Value.Null.NULL);
    }

    /// What is accepted, in words that stand beside what was found.
    default String describe(Scope scope, Value actual) {
        return switch (this) {
            case Equals(Operand operand) -> operand.describe(scope, actual);
            case Not(Matcher inner) -> "not " + inner.describe(scope, actual);
            case Contains(Operand operand) -> "contains " + operand.describe(scope, actual);
            case Matches(Pattern pattern) -> "matches /" + pattern.pattern() + "/";
            case StartsWith(Operand operand) -> "starts with " + operand.describe(scope, actual);
            case In(List<Operand> operands) -> operands.stream().map(o -> o.describe(scope, actual))
                    .collect(Collectors.joining(", ", "one of ", ""));
            case Ordered(Order order, Operand operand) -> order.sign + " " + shown(operand, scope);
            case Between(Operand low, Operand high) -> "between " + shown(low, scope) + " and " + shown(high, scope);
            case IsNull(boolean wanted) -> wanted ? "null" : "not null";
            case All(List<Matcher> matchers) -> matchers.stream().map(m -> m.describe(scope, actual))
                    .collect(Collectors.joining(" and "));
        };
    }

    private static String shown(Operand operand, Scope scope) {
        return operand.describe(scope, Value.Null.NULL);
    }

    /// A search that is given up is neither a yes nor a no.
    private static boolean isFound(Pattern pattern, String text) {
        try {
            return Regex.of(pattern).isFoundIn(text);
        } catch (Regex.Failure e) {
            throw new Refusal(Problem.error(null, "nobody knows whether it matches /" + pattern.pattern() + "/: "
                    + e.reason(), ""));
        }
    }

    private static boolean contains(Value actual, Operand operand, Scope scope) {
        if (actual instanceof Value.Sequence(List<Value> items)) {
            return items.stream().anyMatch(item -> Comparison.equal(item, operand.value(scope, item)));
        }
        return !(actual instanceof Value.Null) && actual.text().contains(text(operand, scope));
    }

    private static String text(Operand operand, Scope scope) {
        return operand instanceof Operand.Spelled(String text, _)
                ? text
                : operand.value(scope, Value.Null.NULL).text();
    }

    private static boolean inOrder(Order order, Value actual, Value limit) {
        OptionalInt comparison = Comparison.order(actual, limit);
        return comparison.isPresent() && order.holds(comparison.getAsInt());
    }
}
