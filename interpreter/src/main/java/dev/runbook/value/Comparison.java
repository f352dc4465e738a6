package dev.runbook.value;

import dev.runbook.value.Value.Bool;
import dev.runbook.value.Value.Dictionary;
import dev.runbook.value.Value.Int;
import dev.runbook.value.Value.Lapse;
import dev.runbook.value.Value.Real;
import dev.runbook.value.Value.Sequence;
import dev.runbook.value.Value.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which values are equal and which is the greater, as CEL has it: numbers of both types stand on one line,
/// NaN equals nothing, values of different types are never equal, texts are ordered by code points.
public final class Comparison {
    private Comparison() {}

    public static boolean equal(Value left, Value right) {
        return switch (left) {
            case Int _,Real _ -> isNumber(right) && order(left, right).equals(OptionalInt.of(0));
            case Sequence(var items) -> right instanceof Sequence(var others) && equalItems(items, others);
            case Dictionary(var fields) -> right instanceof Dictionary(var others) && equalFields(fields, others);
            case Value.Null _,Bool _,Text _,Lapse _ -> left.equals(right);
        };
    }

    /// Whether the two have types of which one can be less than the other.
    public static boolean ordered(Value left, Value right) {
        return (isNumber(left) && isNumber(right))
                || (left instanceof Text && right instanceof Text)
                || (left instanceof Bool && right instanceof Bool)
                || (left instanceof Lapse && right instanceof Lapse);
    }

    /// Negative, zero or positive, as left is less than, equal to or greater than right; empty when there is no order
    /// between them, as with NaN.
    public static OptionalInt order(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return numbers(left, right);
        }
        if (left instanceof Text(var a) && right instanceof Text(var b)) {
            return OptionalInt.of(texts(a, b));
        }
        if (left instanceof Lapse(var a) && right instanceof Lapse(var b)) {
            return OptionalInt.of(a.compareTo(b));
        }
        return left instanceof Bool(var a) && right instanceof Bool(var b)
                ? OptionalInt.of(Boolean.compare(a, b))
                : OptionalInt.empty();
    }

    private static boolean isNumber(Value value) {
        return value instanceof Int || value instanceof Real;
    }

    private static OptionalInt numbers(Value left, Value right) {
        if (left instanceof Int(var a) && right instanceof Int(var b)) {
            return OptionalInt.of(Long.compare(a, b));
        }
        double a = real(left);
        double b = real(right);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return OptionalInt.empty();
        }
        boolean exact = (left instanceof Real && right instanceof Real) || Double.isInfinite(a) || Double.isInfinite(b);
        return OptionalInt.of(exact ? a < b ? -1 : a > b ? 1 : 0 : decimal(left).compareTo(decimal(right)));
    }

    private static double real(Value number) {
        return number instanceof Int(var whole) ? whole : number instanceof Real(var real) ? real : Double.NaN;
    }

    private static BigDecimal decimal(Value number) {
        return number instanceof Int(var whole) ? BigDecimal.valueOf(whole) : new BigDecimal(real(number));
    }

    private static int texts(String left, String right) {
        int same = 0;
        int shorter = Math.min(left.length(), right.length());
        while (same < shorter && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        return same == shorter
                ? Integer.compare(left.length(), right.length())
                : Integer.compare(rank(left.charAt(same)), rank(right.charAt(same)));
    }

    /// Surrogates stand for code points above all that fit into one unit.
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }

    private static boolean equalItems(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalFields(Map<String, Value> left, Map<String, Value> right) {
        return left.size() == right.size()
                && left.entrySet().stream().allMatch(e -> equalOrAbsent(e.getValue(), right.get(e.getKey())));
    }

    private static boolean equalOrAbsent(Value value, @Nullable Value other) {
        return other != null && equal(value, other);
    }
}
