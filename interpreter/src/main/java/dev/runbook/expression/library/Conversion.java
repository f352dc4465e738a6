package dev.runbook.expression.library;

import dev.runbook.value.Value;
import dev.runbook.value.Value.Bool;
import dev.runbook.value.Value.Dictionary;
import dev.runbook.value.Value.Int;
import dev.runbook.value.Value.Lapse;
import dev.runbook.value.Value.Null;
import dev.runbook.value.Value.Real;
import dev.runbook.value.Value.Sequence;
import dev.runbook.value.Value.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// CEL's conversions between types. Null where a type can't be converted.
public final class Conversion {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?|NaN|[+-]?Infinity");
    private static final Pattern DURATION_PART = Pattern.compile(
            "([0-9]{1,15}(?:\\.[0-9]{1,15})?)(ns|us|µs|μs|ms|s|m|h|d)");
    /// Some 10,000 years: the most that CEL's durations hold.
    private static final long MOST_SECONDS = 315_576_000_000L;
    private static final double INT_LIMIT = 0x1p63;

    private Conversion() {}

    public static @Nullable Value toInt(Value value) throws Fault {
        return switch (value) {
            case Int _ -> value;
            case Real(var real) -> truncated(real);
            case Text(var text) -> whole(text);
            case Null _,Bool _,Lapse _,Sequence _,Dictionary _ -> null;
        };
    }

    public static @Nullable Value toReal(Value value) throws Fault {
        return switch (value) {
            case Real _ -> value;
            case Int(var whole) -> Value.of((double) whole);
            case Text(var text) -> real(text);
            case Null _,Bool _,Lapse _,Sequence _,Dictionary _ -> null;
        };
    }

    public static @Nullable Value toText(Value value) {
        return switch (value) {
            case Text _ -> value;
            case Int _,Real _,Bool _ -> Value.of(value.text());
            case Lapse(var lapse) -> Value.of(seconds(lapse));
            case Null _,Sequence _,Dictionary _ -> null;
        };
    }

    public static @Nullable Value toBool(Value value) throws Fault {
        return switch (value) {
            case Bool _ -> value;
            case Text(var text) -> truth(text);
            case Null _,Int _,Real _,Lapse _,Sequence _,Dictionary _ -> null;
        };
    }

    public static @Nullable Value toLapse(Value value) throws Fault {
        return switch (value) {
            case Lapse _ -> value;
            case Text(var text) -> duration(text);
            case Null _,Bool _,Int _,Real _,Sequence _,Dictionary _ -> null;
        };
    }

    static Value lapse(Duration duration) throws Fault {
        if (duration.abs().compareTo(Duration.ofSeconds(MOST_SECONDS)) > 0) {
            throw new Fault("a duration of more than 10,000 years", "");
        }
        return Value.of(duration);
    }

    private static Value truncated(double real) throws Fault {
        // Spelt this way round so that NaN is out of range too.
        if (!(real > -INT_LIMIT && real < INT_LIMIT)) {
            throw new Fault(real + " is out of an integer's range", "Integers have 64 bits.");
        }
        return Value.of((long) real);
    }

    private static Value whole(String text) throws Fault {
        try {
            if (WHOLE.matcher(text).matches()) {
                return Value.of(Long.parseLong(text));
            }
        } catch (NumberFormatException _) {
            throw new Fault(Fault.quoted(text) + " is too great for an integer", "Integers have 64 bits.");
        }
        throw new Fault(Fault.quoted(text) + " is not an integer", DECIMAL.matcher(text).matches()
                ? "It has a fraction: write int(double(...)) to cut that off."
                : "int() reads digits with an optional sign, and no spaces.");
    }

    private static Value real(String text) throws Fault {
        if (!DECIMAL.matcher(text).matches()) {
            throw new Fault(Fault.quoted(text) + " is not a number", "double() reads a decimal such as 12.5 or 1e3.");
        }
        return Value.of(Double.parseDouble(text));
    }

    private static Value truth(String text) throws Fault {
        return switch (text) {
            case "true", "True", "TRUE", "t", "1" -> Value.of(true);
            case "false", "False", "FALSE", "f", "0" -> Value.of(false);
            default -> throw new Fault(Fault.quoted(text) + " is neither true nor false",
                    "bool() reads true, t, 1, false, f and 0.");
        };
    }

    /// Go's notation, which is CEL's, and `d` for days: `1h30m`, `1.5s`, `-5m`, `7d`.
    private static Value duration(String text) throws Fault {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String unsigned = signed ? text.substring(1) : text;
        BigDecimal nanos = unsigned.equals("0") ? BigDecimal.ZERO : nanos(unsigned, text);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        if (parts[0].compareTo(BigDecimal.valueOf(MOST_SECONDS)) > 0) {
            throw new Fault("a duration of more than 10,000 years", "");
        }
        Duration length = Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
        return lapse(text.startsWith("-") ? length.negated() : length);
    }

    private static BigDecimal nanos(String text, String shown) throws Fault {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = DURATION_PART.matcher(text);
        int end = 0;
        while (part.region(end, text.length()).lookingAt()) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            end = part.end();
        }
        if (end == 0 || end < text.length()) {
            throw new Fault(Fault.quoted(shown) + " is not a duration",
                    "Write numbers with units: 500ms, 2s, 5m, 1h30m, 7d.");
        }
        return sum;
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }

    /// Protocol Buffers' notation, which is CEL's: seconds, with no, three, six or nine decimals.
    private static String seconds(Duration lapse) {
        Duration size = lapse.abs();
        String decimals = "%09d".formatted(size.getNano());
        while (decimals.endsWith("000")) {
            decimals = decimals.substring(0, decimals.length() - 3);
        }
        return (lapse.isNegative() ? "-" : "") + size.getSeconds() + (decimals.isEmpty() ? "" : "." + decimals) + "s";
    }
}
