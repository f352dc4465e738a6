package dev.runbook.script;

import dev.runbook.database.Session;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.sql.item.Truth;
import dev.runbook.sql.scan.Variables;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The variables by which psql tells a script how it fares, and a script tells psql how to behave.
final class PsqlVariables {
    /// What `\gset` may not set, because it changes how psql behaves.
    private static final Set<String> BEHAVIOUR = Set.of("AUTOCOMMIT", "ON_ERROR_STOP", "QUIET", "SINGLELINE",
            "SINGLESTEP", "FETCH_COUNT", "HISTSIZE", "IGNOREEOF", "ECHO", "ECHO_HIDDEN", "ON_ERROR_ROLLBACK",
            "COMP_KEYWORD_CASE", "HISTCONTROL", "PROMPT1", "PROMPT2", "PROMPT3", "VERBOSITY", "SHOW_ALL_RESULTS",
            "SHOW_CONTEXT", "HIDE_TOAST_COMPRESSION", "HIDE_TABLEAM");
    private static final Map<String, String> AT_FIRST = Map.ofEntries(Map.entry("AUTOCOMMIT", "on"),
            Map.entry("ECHO", "none"), Map.entry("ECHO_HIDDEN", "off"), Map.entry("ENCODING", "UTF8"),
            Map.entry("FETCH_COUNT", "0"), Map.entry("LAST_ERROR_MESSAGE", ""),
            Map.entry("LAST_ERROR_SQLSTATE", "00000"), Map.entry("ON_ERROR_ROLLBACK", "off"),
            Map.entry("QUIET", "on"), Map.entry("SHOW_ALL_RESULTS", "on"), Map.entry("SHOW_CONTEXT", "errors"),
            Map.entry("SINGLELINE", "off"), Map.entry("SINGLESTEP", "off"), Map.entry("VERBOSITY", "default"));

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*|\\d+");

    private final Variables variables;

    PsqlVariables(Variables variables) {
        this.variables = variables;
    }

    /// Sets what psql has set when a script begins; what the step's `vars` say stays.
    void begin(Session session, boolean stopsOnError) {
        AT_FIRST.forEach(this::atFirst);
        atFirst("ON_ERROR_STOP", stopsOnError ? "on" : "off");
        String version = session.parameter("server_version");
        if (version != null) {
            atFirst("SERVER_VERSION_NAME", version);
            atFirst("SERVER_VERSION_NUM", number(version));
        }
        ConnectionSettings settings = session.settings();
        fromElsewhere("DBNAME", settings.database());
        fromElsewhere("USER", settings.user());
        fromElsewhere("HOST", settings.host());
        fromElsewhere("PORT", String.valueOf(settings.port()));
    }

    /// Only a plain name may become SQL as it is.
    private void fromElsewhere(String name, String value) {
        if (PLAIN.matcher(value).matches()) {
            atFirst(name, value);
        } else if (!variables.has(name)) {
            variables.put(name, value);
        }
    }

    private void atFirst(String name, String value) {
        if (!variables.has(name)) {
            variables.putOwnWords(name, value);
        }
    }

    void succeeded(String tag) {
        String count = tag.substring(tag.lastIndexOf(' ') + 1);
        outcome("false", "00000", count.matches("\\d+") ? count : "0");
    }

    void failed(@Nullable ServerMessage error) {
        String state = error == null ? "" : error.sqlState();
        outcome("true", state, "0");
        variables.putOwnWords("LAST_ERROR_SQLSTATE", state);
        variables.put("LAST_ERROR_MESSAGE", error == null ? "" : error.message());
    }

    private void outcome(String error, String state, String rows) {
        variables.putOwnWords("ERROR", error);
        variables.putOwnWords("SQLSTATE", state);
        variables.putOwnWords("ROW_COUNT", rows);
    }

    /// Sets what a row holds; NULL unsets.
    void fromRow(String name, @Nullable String value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }

    static boolean isBehaviour(String name) {
        return BEHAVIOUR.contains(name);
    }

    boolean isOn(String name) {
        String value = variables.value(name);
        return value != null && !Boolean.FALSE.equals(Truth.of(value));
    }

    /// A setting's word, in upper case.
    String word(String name) {
        String value = variables.value(name);
        return value == null ? "" : value.toUpperCase(Locale.ROOT);
    }

    /// `150018` of `15.18 (Debian …)`.
    private static String number(String version) {
        String[] parts = version.split("[^0-9]+");
        int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        return String.valueOf(Integer.parseInt(parts[0]) * 10_000 + minor);
    }
}
