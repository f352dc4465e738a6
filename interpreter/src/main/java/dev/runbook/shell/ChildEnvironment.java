package dev.runbook.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment of a script: what is inherited, less everything that could lead it to another database, and what
/// it is given.
///
/// What is withheld: every `PG…` variable, and `BASH_ENV`, a file that bash would read first and that could say
/// anything. On a sandbox also every variable in whose value a PostgreSQL address stands, in any spelling, alone or
/// inside a longer text. What can't be known for what it is, a host name in `DB_HOST` say, stays.
///
/// @param inherited what is left of the parent's variables
/// @param given the connection's variables, the exported names and the step's own, which win
/// @param withheld what was taken away, by name
/// @param sandbox whether addresses are withheld too
public record ChildEnvironment(Map<String, String> inherited, Map<String, String> given, List<Withheld> withheld,
        boolean sandbox) {
    /// A scheme as libpq, JDBC, SQLAlchemy, Django and others spell it; the slashes perhaps escaped by JSON or a URL.
    private static final String ADDRESS = "(?:postgres(?:ql)?|postgis|pgsql|psql|cockroach(?:db)?|redshift|timescale)"
            + "(?:\\+\\w+)?(?::|%3a)(?:\\\\?/|%2f){2}|jdbc:postgresql:";
    /// libpq's and .NET's keywords: a database's name in company.
    private static final String KEYWORDS = "\\b(?:host|hostaddr|server|service|data source|user|user id|username)\\s*="
            + "[\\s\\S]*\\b(?:dbname|database|initial catalog)\\s*=|\\bdbname\\s*=";
    private static final Pattern URL = Pattern.compile("(?i)" + ADDRESS);
    private static final Pattern CONNECTION = Pattern.compile("(?i)" + ADDRESS + "|" + KEYWORDS);

    public ChildEnvironment {
        inherited = Collections.unmodifiableMap(new LinkedHashMap<>(inherited));
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        withheld = List.copyOf(withheld);
    }

    /// A variable that the script does not get to see, and why.
    public record Withheld(String name, String why) {}

    /// An environment that is the parent's, taken as it is.
    public static ChildEnvironment of(Map<String, String> parent) {
        return new ChildEnvironment(parent, Map.of(), List.of(), false);
    }

    /// Builds the environment of a script.
    ///
    /// @param parent our own variables
    /// @param connection the resolved connection's, `DATABASE_URL` and `PG…` and the names it is exported under
    /// @param step the step's own `env`
    public static ChildEnvironment build(Map<String, String> parent, boolean sandbox, Map<String, String> connection,
            Map<String, String> step) {
        Map<String, String> given = new LinkedHashMap<>(connection);
        given.putAll(step);
        Map<String, String> inherited = new LinkedHashMap<>(parent);
        List<Withheld> withheld = new ArrayList<>();
        new TreeMap<>(parent).forEach((name, value) -> {
            String why = why(name, value, sandbox);
            if (!why.isEmpty()) {
                inherited.remove(name);
                withheld.add(new Withheld(name, why));
            }
        });
        withheld.removeIf(w -> given.containsKey(w.name()));
        return new ChildEnvironment(inherited, given, withheld, sandbox);
    }

    /// Whether the script is given a connection.
    boolean connected() {
        return given.keySet().stream().anyMatch(n -> n.startsWith("PG") || n.equals("DATABASE_URL"));
    }

    /// Everything that the script gets to see.
    public Map<String, String> complete() {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        all.putAll(given);
        return all;
    }

    private static String why(String name, String value, boolean sandbox) {
        if (name.startsWith("PG")) {
            return "it would change which database libpq connects to, or how";
        }
        if (name.equals("BASH_ENV")) {
            return "bash would read that file before the script";
        }
        if (sandbox && CONNECTION.matcher(value).find()) {
            return URL.matcher(value).find()
                    ? "it holds the address of a database, and this is a sandbox"
                    : "it holds a connection string, and this is a sandbox";
        }
        return "";
    }
}
