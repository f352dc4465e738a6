package dev.runbook.database;

/// Texts as SQL literals, whatever `standard_conforming_strings` says.
public final class Literal {
    private Literal() {}

    public static String of(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.contains("\\") ? " E" + quoted : quoted;
    }
}
