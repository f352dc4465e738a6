package dev.runbook.expression.library;

import static dev.runbook.value.Type.Simple.ANY;
import static dev.runbook.value.Type.Simple.BOOL;
import static dev.runbook.value.Type.Simple.INT;
import static dev.runbook.value.Type.Simple.LAPSE;
import static dev.runbook.value.Type.Simple.REAL;
import static dev.runbook.value.Type.Simple.TEXT;
import static dev.runbook.value.Type.list;
import static dev.runbook.value.Type.map;

import dev.runbook.value.Comparison;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// CEL's operators and functions: how each is written, which types it takes, and what it computes.
public enum Function {
    ADD("+", sum(INT), sum(REAL), sum(TEXT), sum(LAPSE), sum(list())), //
    SUBTRACT("-", sum(INT), sum(REAL), sum(LAPSE)), //
    MULTIPLY("*", sum(INT), sum(REAL)), //
    DIVIDE("/", sum(INT), sum(REAL)), //
    REMAINDER("%", sum(INT)), //
    NEGATE("-", to(INT, INT), to(REAL, REAL)), //
    NOT("!", to(BOOL, BOOL)), //
    EQUAL("==", to(BOOL, ANY, ANY)), //
    DIFFERENT("!=", to(BOOL, ANY, ANY)), //
    LESS("<", order()), //
    LESS_OR_EQUAL("<=", order()), //
    GREATER(">", order()), //
    GREATER_OR_EQUAL(">=", order()), //
    IN("in", to(BOOL, ANY, list()), to(BOOL, ANY, map())), //
    SIZE("size", to(INT, TEXT), to(INT, list()), to(INT, map())), //
    CONTAINS("contains", to(BOOL, TEXT, TEXT)), //
    STARTS_WITH("startsWith", to(BOOL, TEXT, TEXT)), //
    ENDS_WITH("endsWith", to(BOOL, TEXT, TEXT)), //
    MATCHES("matches", to(BOOL, TEXT, TEXT)), //
    TO_INT("int", to(INT, INT), to(INT, REAL), to(INT, TEXT)), //
    TO_REAL("double", to(REAL, INT), to(REAL, REAL), to(REAL, TEXT)), //
    TO_TEXT("string", to(TEXT, TEXT), to(TEXT, INT), to(TEXT, REAL), to(TEXT, BOOL), to(TEXT, LAPSE)), //
    TO_BOOL("bool", to(BOOL, BOOL), to(BOOL, TEXT)), //
    TO_LAPSE("duration", to(LAPSE, LAPSE), to(LAPSE, TEXT)), //
    HOURS("getHours", to(INT, LAPSE)), //
    MINUTES("getMinutes", to(INT, LAPSE)), //
    SECONDS("getSeconds", to(INT, LAPSE)), //
    MILLISECONDS("getMilliseconds", to(INT, LAPSE));

    private final String symbol;
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Signature> signatures;

    Function(String symbol, Signature... signatures) {
        this.symbol = symbol;
        this.signatures = List.of(signatures);
    }

    /// Types that are taken and the type that is given back.
    private record Signature(Type result, List<Type> parameters) {
        boolean takes(List<Type> types) {
            return Stream.iterate(0, i -> i < types.size(), i -> i + 1)
                    .allMatch(i -> types.get(i).fits(parameters.get(i)));
        }
    }

    public String symbol() {
        return symbol;
    }

    public boolean isOperator() {
        return compareTo(IN) <= 0;
    }

    /// `f(x)`, and for some `x.f(y)`.
    public boolean isGlobal() {
        return this == SIZE || this == MATCHES || (compareTo(TO_INT) >= 0 && compareTo(TO_LAPSE) <= 0);
    }

    public boolean isMethod() {
        return (compareTo(SIZE) >= 0 && compareTo(MATCHES) <= 0) || compareTo(HOURS) >= 0;
    }

    public int arity() {
        return signatures.getFirst().parameters().size();
    }

    /// The type of the result, or null when it does not take these.
    public @Nullable Type result(List<Type> types) {
        List<Type> results = signatures.stream().filter(s -> s.takes(types)).map(Signature::result).toList();
        return results.isEmpty()
                ? null
                : this == ADD && types.getFirst() instanceof Type.ListOf
                        ? Type.common(types)
                        : Type.common(results);
    }

    /// `string, list or map`.
    public String taken() {
        return signatures.stream().map(s -> s.parameters().stream().map(Type::word)
                .collect(Collectors.joining(" and "))).collect(Collectors.joining(" or "));
    }

    /// Whether its cost grows with its arguments.
    public boolean isHeavy() {
        return switch (this) {
            case ADD, EQUAL, DIFFERENT, IN, CONTAINS, MATCHES -> true;
            default -> false;
        };
    }

    /// The result, or null when it does not take values of these types.
    public @Nullable Value apply(List<Value> arguments) throws Fault {
        return arity() == 1 ? apply(arguments.getFirst()) : apply(arguments.getFirst(), arguments.getLast());
    }

    private @Nullable Value apply(Value it) throws Fault {
        return switch (this) {
            case NEGATE -> Arithmetic.negate(it);
            case NOT -> it instanceof Value.Bool(var truth) ? Value.of(!truth) : null;
            case SIZE -> Texts.size(it);
            case TO_INT -> Conversion.toInt(it);
            case TO_REAL -> Conversion.toReal(it);
            case TO_TEXT -> Conversion.toText(it);
            case TO_BOOL -> Conversion.toBool(it);
            case TO_LAPSE -> Conversion.toLapse(it);
            case HOURS -> part(it, Duration::toHours);
            case MINUTES -> part(it, Duration::toMinutes);
            case SECONDS -> part(it, Duration::toSeconds);
            case MILLISECONDS -> part(it, Duration::toMillisPart);
            default -> throw new IllegalStateException(symbol);
        };
    }

    private @Nullable Value apply(Value left, Value right) throws Fault {
        return switch (this) {
            case ADD -> Arithmetic.add(left, right);
            case SUBTRACT -> Arithmetic.subtract(left, right);
            case MULTIPLY -> Arithmetic.multiply(left, right);
            case DIVIDE -> Arithmetic.divide(left, right);
            case REMAINDER -> Arithmetic.remainder(left, right);
            case EQUAL -> Value.of(Comparison.equal(left, right));
            case DIFFERENT -> Value.of(!Comparison.equal(left, right));
            case LESS -> order(left, right, c -> c < 0);
            case LESS_OR_EQUAL -> order(left, right, c -> c <= 0);
            case GREATER -> order(left, right, c -> c > 0);
            case GREATER_OR_EQUAL -> order(left, right, c -> c >= 0);
            case IN -> in(left, right);
            case CONTAINS -> Texts.contains(left, right);
            case STARTS_WITH -> Texts.startsWith(left, right);
            case ENDS_WITH -> Texts.endsWith(left, right);
            case MATCHES -> Texts.matches(left, right);
            default -> throw new IllegalStateException(symbol);
        };
    }

    /// Counted towards zero, where Java counts down.
    private static @Nullable Value part(Value it, ToLongFunction<Duration> count) {
        return it instanceof Value.Lapse(var d)
                ? Value.of(d.isNegative() ? -count.applyAsLong(d.negated()) : count.applyAsLong(d))
                : null;
    }

    private static @Nullable Value order(Value left, Value right, IntPredicate holds) {
        if (!Comparison.ordered(left, right)) {
            return null;
        }
        OptionalInt order = Comparison.order(left, right);
        return Value.of(order.isPresent() && holds.test(order.getAsInt()));
    }

    private static @Nullable Value in(Value item, Value all) {
        if (all instanceof Value.Sequence(var items)) {
            return Value.of(items.stream().anyMatch(other -> Comparison.equal(item, other)));
        }
        return all instanceof Value.Dictionary(var fields)
                ? Value.of(item instanceof Value.Text(var name) && fields.containsKey(name))
                : null;
    }

    private static Signature to(Type result, Type... parameters) {
        return new Signature(result, List.of(parameters));
    }

    private static Signature sum(Type type) {
        return to(type, type, type);
    }

    private static Signature[] order() {
        return new Signature[]{to(BOOL, INT, INT), to(BOOL, REAL, REAL), to(BOOL, INT, REAL), to(BOOL, REAL, INT),
                to(BOOL, TEXT, TEXT), to(BOOL, BOOL, BOOL), to(BOOL, LAPSE, LAPSE)};
    }
}
