package dev.runbook.sql;

import dev.runbook.sql.item.Truth;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recognises the statement that changes whether a backslash in `''` is an ordinary character.
public final class StandardStrings {
    private StandardStrings() {}

    /// What a statement sets `standard_conforming_strings` to, or null when it does not.
    public static @Nullable Boolean setBy(String sql) {
        List<Token> tokens = Tokens.first(sql, 5);
        int name = tokens.size() > 1 && tokens.get(1).is("session") ? 2 : 1;
        boolean sets = tokens.size() > name + 2 && tokens.getFirst().is("set")
                && tokens.get(name).is("standard_conforming_strings");
        return sets ? value(sql, tokens.get(name + 2)) : null;
    }

    private static @Nullable Boolean value(String sql, Token value) {
        return Truth.of(sql.substring(value.start(), value.end()).replace("'", ""));
    }
}
