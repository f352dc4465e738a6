package dev.runbook.sql.effect;

import dev.runbook.sql.effect.Effect.Lock;

/// How hard a statement locks a table that is there already, by the tables of PostgreSQL's manual.
final class Locking {
    private Locking() {}

    static Lock of(String command, Words words) {
        return switch (command) {
            case "DROP TABLE", "DROP VIEW", "DROP MATERIALIZED VIEW", "DROP FOREIGN TABLE", "TRUNCATE", "CLUSTER",
                    "ALTER VIEW", "ALTER MATERIALIZED VIEW", "ALTER FOREIGN TABLE", "DROP RULE", "DROP TRIGGER",
                    "DROP POLICY", "CREATE POLICY", "ALTER POLICY", "DROP OWNED", "CREATE RULE" ->
                Lock.ACCESS_EXCLUSIVE;
            case "DROP INDEX" -> unlessConcurrent(words, Lock.ACCESS_EXCLUSIVE);
            case "REFRESH MATERIALIZED VIEW" ->
                words.has("concurrently") ? Lock.BLOCKS_WRITES : Lock.ACCESS_EXCLUSIVE;
            case "REINDEX" -> unlessConcurrent(words, Lock.ACCESS_EXCLUSIVE);
            case "CREATE INDEX" -> unlessConcurrent(words, Lock.BLOCKS_WRITES);
            case "CREATE TRIGGER" -> Lock.BLOCKS_WRITES;
            case "VACUUM" -> words.has("full") ? Lock.ACCESS_EXCLUSIVE : Lock.LIGHT;
            case "LOCK" -> explicit(words);
            case "ALTER TABLE" -> alterTable(words);
            default -> Lock.LIGHT;
        };
    }

    private static Lock unlessConcurrent(Words words, Lock lock) {
        return words.has("concurrently") ? Lock.LIGHT : lock;
    }

    private static Lock explicit(Words words) {
        if (!words.has("mode") || words.has("access", "exclusive")) {
            return Lock.ACCESS_EXCLUSIVE;
        }
        boolean light = words.has("access", "share") || words.has("row", "share") || words.has("in", "row", "exclusive")
                || words.has("share", "update");
        return light ? Lock.LIGHT : Lock.BLOCKS_WRITES;
    }

    /// The subcommands that take less than ACCESS EXCLUSIVE; of several, the hardest counts.
    private static Lock alterTable(Words words) {
        boolean several = words.tokens().stream().anyMatch(token -> token.depth() == 0 && token.is(","));
        boolean light = words.has("validate", "constraint") || words.has("set", "statistics")
                || words.has("attach", "partition") || words.has("cluster", "on")
                || words.has("set", "without", "cluster")
                || (words.has("detach", "partition") && words.hasAny("concurrently", "finalize"));
        if (light && !several) {
            return Lock.LIGHT;
        }
        boolean foreignKey = words.has("add") && words.has("foreign", "key");
        boolean trigger = words.has("enable", "trigger") || words.has("disable", "trigger");
        return (foreignKey || trigger) && !several ? Lock.BLOCKS_WRITES : Lock.ACCESS_EXCLUSIVE;
    }
}
