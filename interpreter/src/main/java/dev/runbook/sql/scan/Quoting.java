package dev.runbook.sql.scan;

/// How a value is written into SQL: as psql, that is libpq, quotes it.
public final class Quoting {
    private Quoting() {}

    /// A literal that is right whatever `standard_conforming_strings` says: with a backslash in it, it is an
    /// `E''` literal after a space, so that it can't join a word before it.
    ///
    /// @throws IllegalArgumentException when PostgreSQL can't hold the text, see [#isStorable]
    public static String literal(String value) {
        requireStorable(value);
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /// A quoted identifier.
    ///
    /// @throws IllegalArgumentException when PostgreSQL can't hold the text, see [#isStorable]
    public static String identifier(String name) {
        requireStorable(name);
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// Whether a PostgreSQL text can hold the value: no NUL, no half of a surrogate pair.
    public static boolean isStorable(String value) {
        return value.indexOf('\0') < 0 && value.codePoints().noneMatch(Quoting::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static void requireStorable(String value) {
        if (!isStorable(value)) {
            throw new IllegalArgumentException("a text that PostgreSQL can't hold");
        }
    }
}
