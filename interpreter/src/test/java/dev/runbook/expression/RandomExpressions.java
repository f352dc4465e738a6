package dev.runbook.expression;

import java.util.List;
import java.util.Random;

/// Small expressions, mostly well typed, from a seed.
final class RandomExpressions {
    private static final List<String> INTS = List.of("0", "1", "2", "-3", "7", "x", "m.a", "size(t)", "l[1]",
            "9223372036854775807", "int(digits)", "rows[0].id", "size(l)", "(-9223372036854775808)");
    private static final List<String> REALS = List.of("0.0", "1.5", "-2.25", "r", "1e10", "double(x)", "double('3')");
    private static final List<String> TEXTS = List.of("''", "'a'", "\"hello\"", "t", "digits", "m.b.c", "'\\u00e9'",
            "r'\\d'", "string(x)", "rows[1].name", "'😀'");
    private static final List<String> BOOLS = List.of("true", "false", "yes", "has(m.a)", "has(m.zz)", "x > 2",
            "n == null", "rows[0].ok");
    private static final List<String> LISTS = List.of("[]", "l", "[1, 2.0, 'a']", "[x]", "rows.map(r, r.id)",
            "l.filter(i, i > 1)", "[null]");
    private static final List<String> OTHERS = List.of("null", "n", "m", "took", "duration('2s')", "nothing", "{}",
            "{'a': x}", "m.zz", "1 / 0");

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    String next() {
        return any(3);
    }

    private String any(int depth) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> number(depth);
            case 2 -> text(depth);
            case 3, 4, 5 -> bool(depth);
            case 6 -> list(depth);
            case 7 -> "(" + bool(depth - 1) + ") ? " + any(depth - 1) + " : " + any(depth - 1);
            default -> pick(OTHERS);
        };
    }

    /// What is neither a condition nor holds one: see [Deviations] on errors out of `&&`.
    private String plain(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> number(depth);
            case 1 -> text(depth);
            case 2 -> list(depth);
            default -> pick(OTHERS);
        };
    }

    private String number(int depth) {
        boolean real = random.nextInt(4) == 0;
        if (depth <= 0) {
            return pick(real ? REALS : INTS);
        }
        return "(" + (random.nextInt(12) == 0 ? plain(depth - 1) : pick(real ? REALS : INTS)) + " "
                + pick(List.of("+", "-", "*", "/", "%")) + " " + (real ? pick(REALS) : number(depth - 1)) + ")";
    }

    private String text(int depth) {
        return depth <= 0 || random.nextBoolean()
                ? pick(TEXTS)
                : random.nextInt(4) == 0
                        ? "string(" + plain(depth - 1) + ")"
                        : "(" + text(depth - 1) + " + " + pick(TEXTS) + ")";
    }

    private String bool(int depth) {
        if (depth <= 0) {
            return pick(BOOLS);
        }
        return switch (random.nextInt(9)) {
            case 0 -> "!(" + bool(depth - 1) + ")";
            case 1 -> "(" + bool(depth - 1) + ") && (" + any(depth - 1) + ")";
            case 2 -> "(" + any(depth - 1) + ") || (" + bool(depth - 1) + ")";
            case 3 -> "(" + plain(depth - 1) + ") " + pick(List.of("==", "!=")) + " (" + plain(depth - 1) + ")";
            case 4 -> number(depth - 1) + " " + pick(List.of("<", "<=", ">", ">=", "==")) + " " + number(depth - 1);
            case 5 -> text(depth - 1) + pick(List.of(".contains(", ".startsWith(", ".endsWith(", " < ("))
                    + text(depth - 1) + ")";
            case 6 -> "(" + plain(depth - 1) + ") in " + pick(LISTS);
            case 7 -> list(depth - 1) + pick(List.of(".all(i, ", ".exists(i, ", ".exists_one(i, "))
                    + pick(List.of("i == ", "i < ", "x / i > ", "i != null || 1 > ")) + number(0) + ")";
            default -> pick(BOOLS);
        };
    }

    private String list(int depth) {
        return depth <= 0 || random.nextBoolean()
                ? pick(LISTS)
                : random.nextBoolean()
                        ? "(" + list(depth - 1) + " + " + pick(LISTS) + ")"
                        : pick(LISTS) + ".map(i, [i, " + plain(depth - 1) + "])";
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
