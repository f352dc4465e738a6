package dev.runbook.expression.library;

import dev.runbook.value.Regex;
import dev.runbook.value.Value;
import dev.runbook.value.Value.Bool;
import dev.runbook.value.Value.Dictionary;
import dev.runbook.value.Value.Int;
import dev.runbook.value.Value.Lapse;
import dev.runbook.value.Value.Null;
import dev.runbook.value.Value.Real;
import dev.runbook.value.Value.Sequence;
import dev.runbook.value.Value.Text;
import org.jspecify.annotations.Nullable;

/// CEL's functions on texts, and `size`. Null where a function does not take values of these types.
public final class Texts {
    private Texts() {}

    /// A way of looking for one text in another.
    private interface Search {
        boolean find(String text, String sought) throws Fault;
    }

    /// The number of code points, items or fields.
    public static @Nullable Value size(Value value) {
        return switch (value) {
            case Text(var text) -> Value.of(text.codePointCount(0, text.length()));
            case Sequence(var items) -> Value.of(items.size());
            case Dictionary(var fields) -> Value.of(fields.size());
            case Null _,Bool _,Int _,Real _,Lapse _ -> null;
        };
    }

    public static @Nullable Value contains(Value text, Value part) throws Fault {
        return search(text, part, String::contains);
    }

    public static @Nullable Value startsWith(Value text, Value start) throws Fault {
        return search(text, start, String::startsWith);
    }

    public static @Nullable Value endsWith(Value text, Value end) throws Fault {
        return search(text, end, String::endsWith);
    }

    /// Whether the pattern matches anywhere in the text.
    public static @Nullable Value matches(Value text, Value pattern) throws Fault {
        return search(text, pattern, Texts::matches);
    }

    /// The compiled pattern.
    ///
    /// @throws Fault when it is not one
    public static Regex pattern(String pattern) throws Fault {
        try {
            return Regex.of(pattern);
        } catch (Regex.Failure e) {
            throw new Fault(Fault.quoted(pattern) + " is not a regular expression: " + e.reason(),
                    "The syntax is RE2's: https://github.com/google/re2/wiki/Syntax");
        }
    }

    private static boolean matches(String text, String pattern) throws Fault {
        Regex regex = pattern(pattern);
        try {
            return regex.isFoundIn(text);
        } catch (Regex.Failure e) {
            throw new Fault("the search for " + Fault.quoted(pattern) + " was given up: " + e.reason(), "");
        }
    }

    private static @Nullable Value search(Value text, Value part, Search search) throws Fault {
        return text instanceof Text(var whole) && part instanceof Text(var sought)
                ? Value.of(search.find(whole, sought))
                : null;
    }
}
