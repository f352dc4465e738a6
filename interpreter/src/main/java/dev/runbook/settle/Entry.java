package dev.runbook.settle;

import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a journal has of one statement that is a transaction of its own.
///
/// @param number which one of its script, from 1
/// @param command its kind: `CREATE INDEX`
/// @param print tells it from any other
/// @param used whether what follows needs its result
/// @param affected how many rows those before it have changed
/// @param returned its results, once they are known ([Returned])
public record Entry(long number, String command, String print, boolean used, long affected, Precaution precaution,
        @Nullable Outcome outcome, Value returned) {
    /// The kind of the effect that is such an entry.
    public static final String KIND = "statement";

    /// How it ended, where its answer came.
    public enum Outcome {
        DONE, REFUSED
    }

    /// @param changed how many rows have been changed, its own included
    /// @param results its own
    public Entry ended(Outcome how, long changed, Value results) {
        return new Entry(number, command, print, used, changed, precaution, how, results);
    }

    /// For people: `statement 2 (CREATE INDEX ix)`.
    public String shown() {
        String about = precaution.about();
        return "statement " + number + " (" + command + (about.isEmpty() ? "" : " " + about) + ")";
    }

    /// As the journal keeps it.
    public Map<String, Value> token() {
        Map<String, Value> token = new LinkedHashMap<>();
        token.put("number", Value.of(number));
        token.put("command", Value.of(command));
        if (outcome != null) {
            token.put("outcome", Value.of(outcome.name().toLowerCase(Locale.ROOT)));
            token.put("affected", Value.of(affected));
            if (!returned.equals(Returned.NOTHING)) {
                token.put("returned", returned);
            }
            return token;
        }
        token.put("print", Value.of(print));
        token.put("used", Value.of(used));
        token.put("affected", Value.of(affected));
        token.putAll(precaution.token());
        return token;
    }

    /// From what the journal kept.
    static Entry of(Map<String, Value> token) {
        Value outcome = token.get("outcome");
        return new Entry(number(token, "number"), token.getOrDefault("command", Value.of("")).text(),
                token.getOrDefault("print", Value.of("")).text(), Value.of(true).equals(token.get("used")),
                number(token, "affected"), Precaution.of(token),
                outcome == null ? null : Outcome.valueOf(outcome.text().toUpperCase(Locale.ROOT)),
                token.getOrDefault("returned", Returned.NOTHING));
    }

    private static long number(Map<String, Value> token, String name) {
        return token.get(name) instanceof Value.Int(long number) ? number : 0;
    }
}
