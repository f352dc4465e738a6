package dev.runbook.database.settings;

import dev.runbook.source.Span;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which database, as whom, and how protected: a target completely resolved.
///
/// @param host a name, an address, or (with a leading `/`) the directory of a Unix socket
/// @param others libpq's further parameters, by keyword
/// @param settings server settings that libpq's environment asks for, such as TimeZone from PGTZ
/// @param origin where the target was said: `--target`, `connections.main.url`, `DATABASE_URL`, `PG* variables`
/// @param remarks sentences on what was found and not used, such as a password file that others may read
public record ConnectionSettings(String host, int port, String user, @Nullable Password password, String database,
        Map<Keyword, String> others, Map<String, String> settings, String origin, List<String> remarks) {

    public ConnectionSettings {
        others = others.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(others));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        remarks = List.copyOf(remarks);
    }

    /// A target as somebody wrote it, and where.
    ///
    /// @param origin the words for it: `--target`, `connections.main.url`
    public record Written(String text, String origin, @Nullable Span place) {}

    /// Reads one target; what it leaves open comes from the surroundings as libpq takes it.
    ///
    /// @throws dev.runbook.problem.Refusal when the text is no target
    public static ConnectionSettings of(Written target, Surroundings around) {
        Invalid invalid = new Invalid(target.origin(), target.place());
        return new Resolution(TargetText.parse(target.text(), invalid), around, invalid).settings();
    }

    /// The target that counts: the first of those written, then `DATABASE_URL`, then the `PG*` variables and
    /// libpq's defaults.
    ///
    /// @throws dev.runbook.problem.Refusal when its text is no target
    public static ConnectionSettings resolve(List<Written> written, Surroundings around) {
        if (!written.isEmpty()) {
            return of(written.getFirst(), around);
        }
        String url = around.variable("DATABASE_URL");
        return url != null
                ? of(new Written(url, "DATABASE_URL", null), around)
                : new Resolution(Map.of(), around, new Invalid("PG* variables", null)).settings();
    }

    /// Whether anything but libpq's defaults says which database is meant.
    public static boolean isNamed(List<Written> written, Surroundings around) {
        return !written.isEmpty()
                || java.util.stream.Stream.of("DATABASE_URL", "PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE",
                        "PGPORT").anyMatch(name -> around.variable(name) != null);
    }

    public @Nullable String other(Keyword keyword) {
        return others.get(keyword);
    }

    public String sslMode() {
        return others.getOrDefault(Keyword.SSLMODE, "prefer");
    }

    public boolean isUnixSocket() {
        return host.startsWith("/");
    }

    /// The same server and user, another database.
    public ConnectionSettings withDatabase(String other) {
        return new ConnectionSettings(host, port, user, password, other, others, settings, origin, remarks);
    }

    /// What people may see: no password.
    public String displayed() {
        String server = isUnixSocket() ? host + "/.s.PGSQL." + port : bracketed() + ":" + port;
        return isUnixSocket()
                ? "%s as %s on %s".formatted(database, user, server)
                : "postgresql://%s@%s/%s".formatted(encoded(user), server, encoded(database));
    }

    /// The target as libpq's URL, password included: for the environment of children, never for people.
    public String libpqUrl() {
        Map<String, String> query = new LinkedHashMap<>();
        if (isUnixSocket()) {
            query.put("host", host);
        }
        others.forEach((keyword, value) -> query.put(keyword.word(), value));
        String login = encoded(user) + (password == null ? "" : ":" + encoded(password.value()));
        String server = isUnixSocket() ? ":" + port : bracketed() + ":" + port;
        String tail = query.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return "postgresql://" + login + "@" + server + "/" + encoded(database) + (tail.isEmpty() ? "" : "?" + tail);
    }

    /// What a child process needs in order to reach the same database: `DATABASE_URL` and the `PG*` variables.
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DATABASE_URL", libpqUrl());
        variables.put("PGHOST", host);
        variables.put("PGPORT", Integer.toString(port));
        variables.put("PGUSER", user);
        variables.put("PGDATABASE", database);
        if (password != null) {
            variables.put("PGPASSWORD", password.value());
        }
        others.forEach((keyword, value) -> {
            if (keyword.variable() != null) {
                variables.put(Objects.requireNonNull(keyword.variable()), value);
            }
        });
        Map.of("TimeZone", "PGTZ", "DateStyle", "PGDATESTYLE", "geqo", "PGGEQO").forEach((setting, variable) -> {
            if (settings.containsKey(setting)) {
                variables.put(variable, Objects.requireNonNull(settings.get(setting)));
            }
        });
        return variables;
    }

    /// The texts that must be masked wherever they appear: the passwords, raw and as a URL has them.
    public Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        for (String secret : new @Nullable String[]{password == null ? null : password.value(),
                others.get(Keyword.SSLPASSWORD)}) {
            if (secret != null && !secret.isEmpty()) {
                secrets.add(secret);
                secrets.add(encoded(secret));
            }
        }
        return secrets;
    }

    /// The sentence with which people are told: never the password.
    @Override
    public String toString() {
        return displayed();
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
