package dev.runbook.yaml;

import dev.runbook.value.Value;
import java.util.regex.Pattern;

/// What an unquoted scalar means by YAML 1.2's core schema (YAML 1.2.2, section 10.3.2).
final class CoreSchema {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern REAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private CoreSchema() {}

    static boolean isNull(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    /// A whole number too large for 64 bits stays the text that it was, as SQL's numeric does: nothing is rounded.
    static Value value(String text) {
        if (isNull(text)) {
            return Value.Null.NULL;
        }
        return switch (text) {
            case "true", "True", "TRUE" -> Value.of(true);
            case "false", "False", "FALSE" -> Value.of(false);
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Value.of(Double.POSITIVE_INFINITY);
            case "-.inf", "-.Inf", "-.INF" -> Value.of(Double.NEGATIVE_INFINITY);
            case ".nan", ".NaN", ".NAN" -> Value.of(Double.NaN);
            default -> "+-.0123456789".indexOf(text.charAt(0)) < 0 ? Value.of(text) : number(text);
        };
    }

    private static Value number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return whole(text, text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text, text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text, text.substring(2), 16);
        }
        return REAL.matcher(text).matches() ? Value.of(Double.parseDouble(text)) : Value.of(text);
    }

    private static Value whole(String text, String digits, int radix) {
        try {
            return Value.of(Long.parseLong(digits, radix));
        } catch (NumberFormatException _) {
            return Value.of(text);
        }
    }
}
