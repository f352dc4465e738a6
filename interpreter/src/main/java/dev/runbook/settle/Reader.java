package dev.runbook.settle;

import dev.runbook.settle.Deed.Verb;
import dev.runbook.sql.effect.Effect;
import java.util.List;
import java.util.Set;

/// Reads what a statement does from its text. What it does not recognise for sure, it does not say.
final class Reader {
    /// They leave nothing that matters, or come to the same when they are done again.
    private static final Set<String> AGAIN = Set.of("VACUUM", "ANALYZE", "CHECKPOINT", "CLUSTER",
            "REFRESH MATERIALIZED VIEW", "COMMENT", "LOAD");
    /// They may commit in the middle, or do what no rollback takes back.
    private static final Set<String> ANYTHING = Set.of("CALL", "DO", "EXECUTE", "?", "CREATE SUBSCRIPTION",
            "ALTER SUBSCRIPTION", "DROP SUBSCRIPTION", "CREATE TABLESPACE", "DROP TABLESPACE", "ALTER SYSTEM",
            "PREPARE TRANSACTION", "COMMIT PREPARED", "ROLLBACK PREPARED", "ALTER DATABASE");
    private static final Set<String> RELATIONS = Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE");
    private final Names names;

    private Reader(Names names) {
        this.names = names;
    }

    static Deed read(String sql) {
        List<Effect> effects = Effect.ofSeveral(sql);
        if (effects.size() != 1) {
            return effects.stream().anyMatch(effect -> ANYTHING.contains(effect.command()))
                    ? Deed.ANYTHING
                    : Deed.CHANGE;
        }
        String command = effects.getFirst().command();
        return new Reader(Names.of(sql)).deed(command);
    }

    private Deed deed(String command) {
        return switch (command) {
            case "CREATE INDEX" -> createIndex();
            case "DROP INDEX" -> dropIndex();
            case "REINDEX" -> reindex();
            case "ALTER TABLE" -> alterTable();
            case "ALTER TYPE" -> alterType();
            case "CREATE DATABASE" -> database(Verb.MAKE);
            case "DROP DATABASE" -> database(Verb.REMOVE);
            default -> AGAIN.contains(command)
                    ? Deed.of(Verb.AGAIN, Matter.NONE, "", "").concurrently()
                    : ANYTHING.contains(command) ? Deed.ANYTHING : relation(command);
        };
    }

    private Deed relation(String command) {
        boolean makes = command.startsWith("CREATE ");
        boolean removes = command.startsWith("DROP ");
        return (makes || removes) && RELATIONS.contains(command.substring(command.indexOf(' ') + 1))
                ? makes ? createRelation() : dropRelation()
                : Deed.CHANGE;
    }

    private Deed createIndex() {
        names.take("create");
        names.take("unique");
        names.take("index");
        boolean concurrently = names.take("concurrently");
        boolean unless = names.take("if", "not", "exists");
        List<String> index = names.isNext("on") ? List.of("") : names.name();
        if (index.size() != 1 || !names.take("on")) {
            return concurrently ? Deed.ANYTHING : Deed.CHANGE;
        }
        names.take("only");
        Deed deed = Deed.of(Verb.MAKE, Matter.INDEXES, Names.joined(names.name()), index.getFirst());
        return marked(deed, concurrently, unless);
    }

    private static Deed marked(Deed deed, boolean concurrently, boolean unless) {
        Deed marked = concurrently ? deed.concurrently() : deed;
        return unless ? marked.unlessThere() : marked;
    }

    private Deed dropIndex() {
        names.take("drop", "index");
        boolean concurrently = names.take("concurrently");
        names.take("if", "exists");
        List<String> index = names.name();
        if (index.isEmpty() || names.isList()) {
            return Deed.CHANGE;
        }
        return marked(Deed.of(Verb.REMOVE, Matter.INDEXES_BY_INDEX, Names.joined(index), index.getLast()),
                concurrently, false);
    }

    /// Of a schema or a whole database each index is a transaction of its own.
    private Deed reindex() {
        names.take("reindex");
        boolean concurrently = names.has("concurrently");
        names.skipParentheses();
        boolean index = names.take("index");
        boolean table = !index && names.take("table");
        if (!index && !table) {
            return Deed.of(Verb.AGAIN, Matter.INVALID_INDEXES, "", "").concurrently();
        }
        names.take("concurrently");
        List<String> name = names.name();
        Deed deed = index
                ? Deed.of(Verb.REBUILD, Matter.INDEXES_BY_INDEX, Names.joined(name), name.isEmpty()
                        ? ""
                        : name.getLast())
                : Deed.of(Verb.REBUILD, Matter.INDEXES, Names.joined(name), "");
        return concurrently || table ? deed.concurrently() : deed;
    }

    /// Of several actions the first one tells: they are done together or not at all.
    private Deed alterTable() {
        names.take("alter", "table");
        names.take("if", "exists");
        names.take("only");
        String table = Names.joined(names.name());
        names.take("*");
        if (names.take("add")) {
            return add(table);
        }
        if (names.take("drop")) {
            return drop(table);
        }
        if (names.take("validate", "constraint")) {
            return Deed.of(Verb.VALIDATE, Matter.CONSTRAINTS, table, last(names.name()));
        }
        boolean attaches = names.take("attach", "partition");
        if (attaches || names.take("detach", "partition")) {
            Deed deed = Deed.of(attaches ? Verb.MAKE : Verb.REMOVE, Matter.PARTITIONS, table, last(names.name()));
            return names.takeAny("concurrently", "finalize") ? deed.concurrently() : deed;
        }
        return Deed.CHANGE;
    }

    private Deed add(String table) {
        if (names.take("constraint")) {
            return Deed.of(Verb.MAKE, Matter.CONSTRAINTS, table, last(names.name()));
        }
        boolean column = names.take("column");
        if (!column && (names.isNext("check") || names.isNext("foreign") || names.isNext("unique")
                || names.isNext("primary") || names.isNext("exclude"))) {
            return Deed.of(Verb.MAKE, Matter.CONSTRAINTS, table, "");
        }
        boolean unless = names.take("if", "not", "exists");
        return marked(Deed.of(Verb.MAKE, Matter.COLUMNS, table, last(names.name())), false, unless);
    }

    private Deed drop(String table) {
        boolean constraint = names.take("constraint");
        if (!constraint) {
            names.take("column");
        }
        names.take("if", "exists");
        return Deed.of(Verb.REMOVE, constraint ? Matter.CONSTRAINTS : Matter.COLUMNS, table, last(names.name()));
    }

    private Deed alterType() {
        names.take("alter", "type");
        String type = Names.joined(names.name());
        if (!names.take("add", "value")) {
            return Deed.CHANGE;
        }
        boolean unless = names.take("if", "not", "exists");
        String label = names.literal();
        return label.isEmpty() ? Deed.CHANGE : marked(Deed.of(Verb.MAKE, Matter.LABELS, type, label), false, unless);
    }

    private Deed database(Verb verb) {
        names.takeAny("create", "drop");
        names.take("database");
        names.take("if", "exists");
        return Deed.of(verb, Matter.DATABASES, "", last(names.name())).concurrently();
    }

    private Deed createRelation() {
        names.take("create");
        boolean replaces = names.take("or", "replace");
        names.takeAny("global", "local");
        boolean temporary = names.takeAny("temporary", "temp");
        names.takeAny("unlogged", "materialized", "recursive");
        names.takeAny("table", "view", "sequence");
        boolean unless = names.take("if", "not", "exists");
        List<String> name = names.name();
        if (temporary) {
            return Deed.CHANGE.temporary();
        }
        if (replaces || name.isEmpty()) {
            return Deed.CHANGE;
        }
        String schema = name.size() > 1 ? Names.quoted(name.get(name.size() - 2)) : "";
        return marked(Deed.of(Verb.MAKE, Matter.NEW_RELATION, schema, name.getLast()), false, unless);
    }

    private Deed dropRelation() {
        names.take("drop");
        names.take("materialized");
        names.takeAny("table", "view", "sequence");
        names.take("if", "exists");
        List<String> name = names.name();
        return name.isEmpty() || names.isList()
                ? Deed.CHANGE
                : Deed.of(Verb.REMOVE, Matter.RELATION, Names.joined(name), name.getLast());
    }

    private static String last(List<String> name) {
        return name.isEmpty() ? "" : name.getLast();
    }
}
