package dev.runbook.sql.effect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// PostgreSQL's SQL commands, versions 15 to 18, and how a statement's first words name one.
final class Command {
    private static final String OBJECTS = """
            ACCESS METHOD; AGGREGATE; CAST; COLLATION; CONVERSION; DATABASE; DEFAULT PRIVILEGES; DOMAIN; EVENT TRIGGER;
            EXTENSION; FOREIGN DATA WRAPPER; FOREIGN TABLE; FUNCTION; GROUP; INDEX; LANGUAGE; LARGE OBJECT;
            MATERIALIZED VIEW; OPERATOR; OPERATOR CLASS; OPERATOR FAMILY; OWNED; POLICY; PROCEDURE; PUBLICATION; ROLE;
            ROUTINE; RULE; SCHEMA; SEQUENCE; SERVER; STATISTICS; SUBSCRIPTION; SYSTEM; TABLE; TABLESPACE;
            TEXT SEARCH CONFIGURATION; TEXT SEARCH DICTIONARY; TEXT SEARCH PARSER; TEXT SEARCH TEMPLATE; TRANSFORM;
            TRIGGER; TYPE; USER; USER MAPPING; VIEW""";
    private static final String OTHERS = """
            ABORT; ANALYZE; BEGIN; CALL; CHECKPOINT; CLOSE; CLUSTER; COMMENT; COMMIT; COMMIT PREPARED; COPY; DEALLOCATE;
            DECLARE; DELETE; DISCARD; DO; END; EXECUTE; EXPLAIN; FETCH; GRANT; IMPORT FOREIGN SCHEMA; INSERT; LISTEN;
            LOAD; LOCK; MERGE; MOVE; NOTIFY; PREPARE; PREPARE TRANSACTION; REASSIGN OWNED; REFRESH MATERIALIZED VIEW;
            REINDEX; RELEASE; RESET; REVOKE; ROLLBACK; ROLLBACK PREPARED; ROLLBACK TO; SAVEPOINT; SECURITY LABEL; SELECT;
            SET; SET CONSTRAINTS; SET TRANSACTION; SHOW; START TRANSACTION; TABLE; TRUNCATE; UNLISTEN; UPDATE; VACUUM;
            VALUES; WITH""";
    private static final Set<String> NAMES = set(OTHERS);
    private static final Set<String> OBJECT_NAMES = set(OBJECTS);
    private static final Set<String> DECORATIONS = Set.of("or", "replace", "temp", "temporary", "global", "local",
            "unlogged", "unique", "recursive", "constraint", "trusted", "procedural", "default");

    private Command() {}

    /// All of them, as PostgreSQL's manual lists them.
    static Set<String> all() {
        Set<String> all = new TreeSet<>(NAMES);
        for (String verb : Set.of("CREATE", "ALTER", "DROP")) {
            OBJECT_NAMES.forEach(object -> all.add(verb + " " + object));
        }
        return all;
    }

    private static Set<String> set(String names) {
        return Arrays.stream(names.split(";")).map(name -> name.strip().replaceAll("\\s+", " "))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The command's name; `?` when it is none, empty when there is no statement.
    static String of(Words words) {
        int first = 0;
        while (words.at(first).equals("(")) {
            first++;
        }
        if (words.size() == first || words.at(first).equals(";")) {
            return "";
        }
        String verb = words.word(first);
        return switch (verb) {
            case "create", "alter", "drop" -> object(verb, words);
            case "analyse" -> "ANALYZE";
            case "rollback", "abort" -> words.has("to") ? "ROLLBACK TO" : longest(NAMES, words, first);
            case "set" -> words.matches(1, "session", "characteristics")
                    ? "SET TRANSACTION"
                    : longest(NAMES, words, first);
            default -> longest(NAMES, words, first);
        };
    }

    /// What is created, altered or dropped, without the words that may stand before it.
    private static String object(String verb, Words words) {
        int at = 1;
        while (DECORATIONS.contains(words.word(at)) && !words.matches(at, "default", "privileges")) {
            at++;
        }
        String object = longest(OBJECT_NAMES, words, at);
        return object.equals("?") ? "?" : verb.toUpperCase(Locale.ROOT) + " " + object;
    }

    private static String longest(Set<String> names, Words words, int from) {
        String best = "?";
        StringBuilder name = new StringBuilder();
        for (int i = from; i < from + 3 && !words.word(i).isEmpty(); i++) {
            name.append(i == from ? "" : " ").append(words.word(i).toUpperCase(Locale.ROOT));
            if (names.contains(name.toString())) {
                best = name.toString();
            }
        }
        return best;
    }
}
