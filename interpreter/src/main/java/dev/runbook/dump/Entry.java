package dev.runbook.dump;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// An object of a database as pg_dump lists it.
///
/// @param id its number in the archive; 0 in a plain dump, which has none
/// @param dependencies the numbers of what it depends on
/// @param type in pg_dump's words: `TABLE`, `FK CONSTRAINT`, `TABLE DATA`
/// @param schema `-` for what is in none
/// @param name for what belongs to a table, the table's name and its own: `partners partners_pkey`
public record Entry(int id, List<Integer> dependencies, String type, String schema, String name) {
    private static final Set<String> TABLES = Set.of("TABLE", "FOREIGN TABLE", "MATERIALIZED VIEW", "VIEW");
    private static final Set<String> PARTS = Set.of("CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX",
            "TRIGGER", "RULE", "POLICY", "ROW SECURITY", "DEFAULT", "STATISTICS", "SEQUENCE");

    public Entry {
        dependencies = List.copyOf(dependencies);
    }

    /// What it is, whatever archive it is in.
    record Identity(String type, String schema, String name) {}

    Identity identity() {
        return new Identity(type, schema, name);
    }

    boolean isTable() {
        return TABLES.contains(type);
    }

    /// Whether it goes when the table that it depends on goes.
    boolean isPart() {
        return PARTS.contains(type);
    }

    boolean isData() {
        return type.equals("TABLE DATA");
    }

    /// Its name with its schema.
    public String qualifiedName() {
        return schema.equals("-") ? name : schema + "." + name;
    }

    /// For people: `table public.partners`.
    @Override
    public String toString() {
        return type.toLowerCase(Locale.ROOT) + " " + qualifiedName();
    }
}
