package dev.runbook.sql.scan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The psql variables of one script, and which of their values may become SQL as they are.
public final class Variables {
    /// What a raw reference, `:name`, may put into a statement.
    public enum Raw {
        /// Anything, read as if it stood there: psql's rule, for files written for psql.
        ANYTHING,
        /// Numbers, booleans, and what the script itself wrote with `\set`: no other value can become code.
        NUMBERS_AND_BOOLEANS
    }

    private static final Pattern HARMLESS = Pattern
            .compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|(?i:true|false)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z\\x{80}-\\x{10ffff}_0-9]+");

    private final Raw raw;
    private final Map<String, @Nullable String> values = new HashMap<>();
    private final Set<String> ownWords = new HashSet<>();

    public Variables(Raw raw) {
        this.raw = raw;
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// Gives a variable a value that comes from elsewhere: a parameter, a row of a table; null is SQL's NULL.
    public void put(String name, @Nullable String value) {
        values.put(name, value);
        ownWords.remove(name);
    }

    /// Gives a variable a value that the script itself spells out.
    public void putOwnWords(String name, String value) {
        values.put(name, value);
        ownWords.add(name);
    }

    public void remove(String name) {
        values.remove(name);
        ownWords.remove(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// The value, or null when there is none or it is SQL's NULL.
    public @Nullable String value(String name) {
        return values.get(name);
    }

    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /// Whether the value is read as part of the script.
    boolean isRead(String name) {
        return raw == Raw.ANYTHING || ownWords.contains(name);
    }

    /// Whether the value can't become code.
    static boolean isHarmless(String value) {
        return HARMLESS.matcher(value).matches();
    }
}
