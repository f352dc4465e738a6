package dev.runbook.run.stage;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.TransactionState;
import dev.runbook.run.past.SessionState;
import dev.runbook.value.Mask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What steps leave SET in the sessions: looked at after each step that may have done so, and given to the session that
/// takes the place of a lost one, in this process or in a later one.
public final class SessionMemory {
    private static final String LOOK = """
            SELECT 'setting', name, setting FROM pg_settings WHERE source = 'session' AND name <> 'application_name'
            UNION ALL SELECT 'role', 'role', current_setting('role') WHERE current_setting('role') <> 'none'
            UNION ALL SELECT 'table', relname::text, '' FROM pg_class
              WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'p')
            UNION ALL SELECT 'setting', name, current_setting(name, true) FROM unnest(array[:names]::text[]) AS name
              WHERE current_setting(name, true) IS NOT NULL
            ORDER BY 1, 2""";
    /// Settings of nobody's own, such as `app.mode`, which the server does not list.
    private static final Pattern CUSTOM = Pattern.compile(
            "(?i)\\bset\\s+(?:session\\s+)?(\\w+(?:\\.\\w+)+)|set_config\\(\\s*'(\\w+(?:\\.\\w+)+)'");
    private final Map<String, SessionState> fresh = new HashMap<>();
    private final Map<String, SessionState> left = new HashMap<>();
    private final Set<String> custom = new TreeSet<>();

    /// Looks for the settings that a script names.
    public void note(String sql) {
        CUSTOM.matcher(sql).results().forEach(
                found -> custom
                        .add((found.group(1) == null ? found.group(2) : found.group(1)).toLowerCase(Locale.ROOT)));
    }

    /// @param states what steps had left when an earlier process ended
    public void recall(Map<String, SessionState> states) {
        left.putAll(states);
        states.values().forEach(state -> state.settings().keySet().stream().filter(name -> name.contains("."))
                .forEach(custom::add));
    }

    /// Looks at a session before the first step that may leave something in it.
    public void before(String connection, Session session) {
        if (!fresh.containsKey(connection)) {
            SessionState now = look(connection, session);
            if (now != null) {
                fresh.put(connection, now);
            }
        }
    }

    /// What steps have left in a session by now; null when it is what it was.
    @Nullable
    public SessionState after(String connection, Session session) {
        SessionState now = look(connection, session);
        SessionState first = fresh.get(connection);
        if (now == null || first == null) {
            return null;
        }
        Map<String, String> settings = new LinkedHashMap<>(now.settings());
        settings.entrySet().removeAll(first.settings().entrySet());
        SessionState known = left.getOrDefault(connection, new SessionState(connection, Map.of(), "", List.of()));
        known.settings().forEach((name, value) -> {
            if (value.equals(now.settings().get(name))) {
                settings.put(name, value);
            }
        });
        SessionState state = new SessionState(connection, settings, now.role(), now.temporary());
        left.put(connection, state);
        return state.equals(known) ? null : state;
    }

    /// Gives a new session what the steps had left in the one before it. Temporary tables are gone.
    void restore(String connection, Session session) {
        SessionState state = left.get(connection);
        if (state == null) {
            return;
        }
        fresh.remove(connection);
        before(connection, session);
        state.settings().forEach((name, value) -> {
            if (!value.contains(Mask.TOKEN)) {
                session.execute("SELECT set_config(" + quoted(name) + ", " + quoted(value) + ", false)");
            }
        });
        if (!state.role().isEmpty()) {
            session.execute("SET ROLE \"" + state.role().replace("\"", "\"\"") + "\"");
        }
    }

    private @Nullable SessionState look(String connection, Session session) {
        if (session.isLost() || session.transactionState() != TransactionState.IDLE) {
            return null;
        }
        StatementResult seen = session.execute(LOOK.replace(":names",
                custom.stream().map(SessionMemory::quoted).collect(Collectors.joining(", "))));
        Answer.Rows rows = seen.rows();
        if (!(seen instanceof StatementResult.Completed) || rows == null) {
            return null;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> tables = new ArrayList<>();
        String role = "";
        for (List<@Nullable String> row : rows.rows()) {
            String name = Objects.requireNonNullElse(row.get(1), "");
            String value = Objects.requireNonNullElse(row.get(2), "");
            switch (Objects.requireNonNullElse(row.get(0), "")) {
                case "setting" -> settings.put(name, value);
                case "role" -> role = value;
                default -> tables.add(name);
            }
        }
        return new SessionState(connection, settings, role, tables);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
