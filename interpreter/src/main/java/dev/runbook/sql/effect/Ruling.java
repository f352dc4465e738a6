package dev.runbook.sql.effect;

import java.util.regex.Pattern;

/// Whether a statement can run in a transaction, and why not: PostgreSQL's own rules, command by command.
record Ruling(Verdict verdict, String reason) {
    private static final Ruling SAFE = new Ruling(Verdict.SAFE, "");
    private static final Pattern MAY_COMMIT = Pattern.compile("(?i)\\b(?:commit|rollback|call|execute)\\b");

    static Ruling on(String command, Words words) {
        return switch (command) {
            case "?" -> unknown("It is none of PostgreSQL's commands, as far as can be seen here.");
            case "BEGIN", "START TRANSACTION", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE TRANSACTION" ->
                new Ruling(Verdict.CONTROL, command + " begins or ends a transaction itself.");
            case "COMMIT PREPARED", "ROLLBACK PREPARED", "CREATE DATABASE", "DROP DATABASE", "CREATE TABLESPACE",
                    "DROP TABLESPACE", "ALTER SYSTEM", "VACUUM" ->
                forbidden(command);
            case "CALL" -> unknown("A procedure may COMMIT by itself.");
            case "DO" -> block(words);
            case "SET TRANSACTION" -> unknown("It must come first in its transaction, and means nothing without one.");
            case "SELECT", "WITH" -> slots(words);
            case "DISCARD" -> words.has("all") ? forbidden("DISCARD ALL") : SAFE;
            default -> schema(command, words);
        };
    }

    private static Ruling schema(String command, Words words) {
        return switch (command) {
            case "CREATE INDEX", "DROP INDEX" ->
                words.has("concurrently") ? forbidden(command + " CONCURRENTLY") : SAFE;
            case "REINDEX" -> reindex(words);
            case "CLUSTER" -> cluster(words);
            case "ALTER DATABASE" -> words.has("set", "tablespace") ? forbidden("ALTER DATABASE SET TABLESPACE") : SAFE;
            case "ALTER TABLE" -> words.has("detach") && words.has("concurrently")
                    ? forbidden("ALTER TABLE … DETACH CONCURRENTLY")
                    : SAFE;
            case "ALTER TYPE" -> words.has("add", "value")
                    ? unknown("A value added to an enum can't be used before the COMMIT.")
                    : SAFE;
            case "CREATE SUBSCRIPTION" -> isOff(words, "create_slot") || isOff(words, "connect")
                    ? SAFE
                    : forbidden("CREATE SUBSCRIPTION with a replication slot");
            case "DROP SUBSCRIPTION" -> unknown("It can't when the subscription has a replication slot.");
            case "ALTER SUBSCRIPTION" -> subscription(words);
            default -> SAFE;
        };
    }

    private static Ruling forbidden(String what) {
        return new Ruling(Verdict.FORBIDDEN, what + " can't run in a transaction block.");
    }

    private static Ruling unknown(String reason) {
        return new Ruling(Verdict.UNDECIDABLE, reason);
    }

    private static Ruling block(Words words) {
        int language = words.find(0, "language");
        boolean plpgsql = language < 0 || words.word(language + 1).equals("plpgsql");
        boolean mayCommit = !plpgsql || MAY_COMMIT.matcher(words.sql()).find();
        return mayCommit ? unknown("The block may COMMIT by itself.") : SAFE;
    }

    private static Ruling slots(Words words) {
        boolean slot = words.tokens().stream().anyMatch(token -> token.text().contains("_replication_slot"));
        return slot ? unknown("A replication slot can't be made behind a write in the same transaction.") : SAFE;
    }

    private static Ruling reindex(Words words) {
        if (words.has("concurrently") && !isOff(words, "concurrently")) {
            return forbidden("REINDEX CONCURRENTLY");
        }
        int at = words.at(1).equals("(") ? words.find(1, ")") + 1 : 1;
        return switch (words.word(at)) {
            case "schema", "database", "system" -> forbidden("REINDEX of a schema or database");
            default -> unknown("It can't when what is reindexed is partitioned.");
        };
    }

    private static Ruling cluster(Words words) {
        int at = words.at(1).equals("(") ? words.find(1, ")") + 1 : 1;
        boolean all = at >= words.size() || words.at(at).equals(";") || words.matches(at, "verbose", ";")
                || (words.at(at).equals("verbose") && at + 1 == words.size());
        return all ? forbidden("CLUSTER of all tables") : unknown("It can't when the table is partitioned.");
    }

    private static Ruling subscription(Words words) {
        if (words.has("refresh", "publication")) {
            return forbidden("ALTER SUBSCRIPTION … REFRESH PUBLICATION");
        }
        boolean publications = words.has("set", "publication") || words.has("add", "publication")
                || words.has("drop", "publication");
        if (publications && !isOff(words, "refresh")) {
            return unknown("It refreshes the subscription, which can't be done in a transaction while it is enabled.");
        }
        boolean options = words.has("set", "(") && words.hasAny("failover", "two_phase", "slot_name");
        return options ? unknown("Some options of a subscription can't be changed in a transaction.") : SAFE;
    }

    /// Whether an option in parentheses is switched off.
    private static boolean isOff(Words words, String option) {
        int at = words.find(0, option);
        int value = words.at(at + 1).equals("=") ? at + 2 : at + 1;
        if (at < 0 || value >= words.size()) {
            return false;
        }
        String text = words.sql().substring(words.tokens().get(value).start(), words.tokens().get(value).end());
        return text.matches("(?i)'?(?:false|off|0|no|f|n)'?");
    }
}
