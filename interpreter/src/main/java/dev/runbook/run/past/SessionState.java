package dev.runbook.run.past;

import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What steps have left in a session, as far as a later session can be given it, and what it cannot be given.
///
/// @param settings by name, as SHOW tells them
/// @param role what SET ROLE was given, or empty
/// @param temporary the names of the temporary tables
public record SessionState(String connection, Map<String, String> settings, String role, List<String> temporary) {
    /// The kind of the effect that tells it.
    public static final String KIND = "session";

    public SessionState {
        settings = Map.copyOf(settings);
        temporary = List.copyOf(temporary);
    }

    /// The state that [#token()] wrote.
    public static SessionState of(Map<String, Value> token) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (token.get("settings") instanceof Value.Dictionary(Map<String, Value> known)) {
            known.forEach((name, value) -> settings.put(name, value.text()));
        }
        List<String> temporary = token.get("temporary") instanceof Value.Sequence(List<Value> names)
                ? names.stream().map(Value::text).toList()
                : List.of();
        return new SessionState(text(token, "connection"), settings, text(token, "role"), temporary);
    }

    /// The state as the journal keeps it.
    public Map<String, Value> token() {
        Map<String, Value> values = new LinkedHashMap<>();
        settings.forEach((name, value) -> values.put(name, Value.of(value)));
        return Map.of("connection", Value.of(connection), "settings", Value.of(values), "role", Value.of(role),
                "temporary", Value.of(temporary.stream().map(Value::of).toList()));
    }

    private static String text(Map<String, Value> token, String name) {
        return token.getOrDefault(name, Value.Null.NULL).text();
    }
}
