package dev.runbook.settle;

import dev.runbook.sql.effect.Effect;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A statement that says IF NOT EXISTS of all that it makes.
///
/// @param names what it makes
public record Unless(List<String> names) {
    /// What a server says of each thing that is there already and is passed over.
    private static final Set<String> PASSED_OVER = Set.of("42P07", "42P06", "42701", "42710");
    private static final Set<String> COMMANDS = Set.of("ALTER TABLE", "ALTER TYPE");

    public Unless {
        names = List.copyOf(names);
    }

    /// Reads it; one that makes anything besides has no names.
    public static Unless of(String sql) {
        List<Effect> effects = Effect.ofSeveral(sql);
        String command = effects.size() == 1 ? effects.getFirst().command() : "";
        boolean creates = command.startsWith("CREATE ");
        if (!creates && !COMMANDS.contains(command)) {
            return new Unless(List.of());
        }
        Names words = Names.of(sql);
        List<String> names = words.unless();
        return new Unless(names.size() == (creates ? 1 : words.actions()) ? names : List.of());
    }

    /// Whether a notice of this SQLSTATE says that one of them is there already.
    public static boolean isPassedOver(String sqlState) {
        return PASSED_OVER.contains(sqlState);
    }

    /// Whether SQL or a script names one of these things, whatever it does with it; a schema before a dot is only where
    /// something else is.
    public static boolean named(List<String> names, String text) {
        return names.stream().anyMatch(name -> Pattern
                .compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$]|\"?\\s*\\.)",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text).find());
    }
}
