package dev.runbook.expression.library;

import java.util.List;
import java.util.Set;

/// What to tell someone whose operands have the wrong types.
public final class Advice {
    private static final Set<String> NUMBERS = Set.of("integer", "number");

    private Advice() {}

    /// An operand: the name of its type, and how it is written.
    public record Operand(String type, String source) {
        /// What to write around it, with dots where it is too long to repeat.
        String in(String function) {
            return function + "(" + (source.length() > 40 || source.indexOf('\n') >= 0 ? "..." : source) + ")";
        }

        boolean isText() {
            return type.equals("string");
        }

        boolean isNumber() {
            return NUMBERS.contains(type);
        }
    }

    /// An operator between types that it does not join.
    public static Fault operator(String symbol, List<Operand> operands) {
        Operand first = operands.getFirst();
        Operand last = operands.getLast();
        if (operands.size() == 1) {
            return new Fault("`" + symbol + "` does not take " + a(first.type),
                    symbol.equals("!") ? condition(first) : "It takes an integer or a number.");
        }
        String title = symbol.equals("in")
                ? "nothing is `in` " + a(last.type)
                : "`" + symbol + "` does not go between " + a(first.type) + " and " + a(last.type);
        return new Fault(title, between(symbol, first, last));
    }

    /// A function given types that it does not take.
    public static Fault function(String name, List<String> types, String taken) {
        return new Fault(name + "() does not take " + (types.isEmpty()
                ? "nothing"
                : String.join(" and ", types.stream().map(Advice::a).toList())), "It takes " + taken + ".");
    }

    /// A condition that is neither true nor false.
    public static Fault notBool(Operand operand) {
        return new Fault("a condition has to be true or false, and this is " + a(operand.type), condition(operand));
    }

    /// An equality that holds never.
    public static Fault neverEqual(Operand left, Operand right) {
        return new Fault(a(left.type) + " never equals " + a(right.type), between("==", left, right));
    }

    /// The word with its article.
    public static String a(String type) {
        return switch (type) {
            case "integer" -> "an integer";
            case "null" -> "null";
            default -> "a " + type;
        };
    }

    private static String condition(Operand operand) {
        return switch (operand.type) {
            case "string" -> "Compare it with a text, or write " + operand.in("bool") + ".";
            case "list", "map" -> "Ask for its size: " + operand.in("size") + " > 0.";
            case "integer", "number" -> "Compare it with a number.";
            default -> "Compare it with something.";
        };
    }

    private static String between(String symbol, Operand left, Operand right) {
        if (symbol.equals("in")) {
            return right.isText() ? "To look inside a text write text.contains(part)." : "It takes a list or a map.";
        }
        if (left.isText() && right.isNumber()) {
            return textAndNumber(symbol, left, right);
        }
        if (left.isNumber() && right.isText()) {
            return textAndNumber(symbol, right, left);
        }
        if (left.isNumber() && right.isNumber()) {
            return symbol.equals("%")
                    ? "A remainder is taken of integers: write int(...)."
                    : "Write " + (left.type.equals("integer") ? left : right).in("double") + ".";
        }
        if (left.type.equals("duration") || right.type.equals("duration")) {
            return "Durations go with durations: write duration(\"5m\").";
        }
        return left.type.equals("null") || right.type.equals("null")
                ? "It has no value: ask first, as in `x == null ? 0 : x`."
                : "Both sides must have the same type.";
    }

    private static String textAndNumber(String symbol, Operand text, Operand number) {
        String convert = number.type.equals("integer") ? text.in("int") : text.in("double");
        return symbol.equals("+")
                ? "To add numbers write " + convert + "; to join texts write " + number.in("string") + "."
                : "To compare or compute with the text as a number, write " + convert + ".";
    }
}
