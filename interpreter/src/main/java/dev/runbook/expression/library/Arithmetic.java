package dev.runbook.expression.library;

import dev.runbook.value.Value;
import dev.runbook.value.Value.Int;
import dev.runbook.value.Value.Lapse;
import dev.runbook.value.Value.Real;
import dev.runbook.value.Value.Sequence;
import dev.runbook.value.Value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// CEL's arithmetic: integers and numbers don't mix, and an overflow is a fault. Null where an operator does not take
/// values of these types.
public final class Arithmetic {
    /// How long a text, in UTF-16 units, and a list may become by joining.
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_LIST = 100_000;

    private Arithmetic() {}

    public static @Nullable Value add(Value left, Value right) throws Fault {
        if (left instanceof Int(var a) && right instanceof Int(var b)) {
            return whole(() -> Math.addExact(a, b));
        }
        if (left instanceof Real(var a) && right instanceof Real(var b)) {
            return Value.of(a + b);
        }
        if (left instanceof Text(var a) && right instanceof Text(var b)) {
            return join(a, b);
        }
        if (left instanceof Lapse(var a) && right instanceof Lapse(var b)) {
            return Conversion.lapse(a.plus(b));
        }
        return left instanceof Sequence(var a) && right instanceof Sequence(var b) ? join(a, b) : null;
    }

    public static @Nullable Value subtract(Value left, Value right) throws Fault {
        if (left instanceof Int(var a) && right instanceof Int(var b)) {
            return whole(() -> Math.subtractExact(a, b));
        }
        if (left instanceof Lapse(var a) && right instanceof Lapse(var b)) {
            return Conversion.lapse(a.minus(b));
        }
        return left instanceof Real(var a) && right instanceof Real(var b) ? Value.of(a - b) : null;
    }

    public static @Nullable Value multiply(Value left, Value right) throws Fault {
        if (left instanceof Int(var a) && right instanceof Int(var b)) {
            return whole(() -> Math.multiplyExact(a, b));
        }
        return left instanceof Real(var a) && right instanceof Real(var b) ? Value.of(a * b) : null;
    }

    /// Whole numbers are divided towards zero; real numbers as IEEE 754 has it.
    public static @Nullable Value divide(Value left, Value right) throws Fault {
        if (left instanceof Int(var a) && right instanceof Int(var b)) {
            notZero(b);
            return whole(() -> Math.divideExact(a, b));
        }
        return left instanceof Real(var a) && right instanceof Real(var b) ? Value.of(a / b) : null;
    }

    /// The remainder has the dividend's sign.
    public static @Nullable Value remainder(Value left, Value right) throws Fault {
        if (left instanceof Int(var a) && right instanceof Int(var b)) {
            notZero(b);
            return Value.of(a % b);
        }
        return null;
    }

    public static @Nullable Value negate(Value value) throws Fault {
        if (value instanceof Int(var a)) {
            return whole(() -> Math.negateExact(a));
        }
        return value instanceof Real(var a) ? Value.of(-a) : null;
    }

    private static Value whole(LongSupplier sum) throws Fault {
        try {
            return Value.of(sum.getAsLong());
        } catch (ArithmeticException _) {
            throw new Fault("the result is too great for an integer", "Integers have 64 bits; write double(...) around "
                    + "the operands if an approximate number will do.");
        }
    }

    private static void notZero(long divisor) throws Fault {
        if (divisor == 0) {
            throw new Fault("division by zero", "Ask first: `n == 0 ? 0 : total / n`.");
        }
    }

    private static Value join(String left, String right) throws Fault {
        if (left.length() + (long) right.length() > LONGEST_TEXT) {
            throw new Fault("the joined text is longer than " + LONGEST_TEXT + " characters",
                    "Keep long texts as they are and join only parts of them.");
        }
        return Value.of(left + right);
    }

    private static Value join(List<Value> left, List<Value> right) throws Fault {
        if (left.size() + (long) right.size() > LONGEST_LIST) {
            throw new Fault("the joined list has more than " + LONGEST_LIST + " items", "Join shorter lists.");
        }
        List<Value> joined = new ArrayList<>(left);
        joined.addAll(right);
        return Value.of(joined);
    }
}
