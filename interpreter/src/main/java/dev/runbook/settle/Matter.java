package dev.runbook.settle;

/// Where the catalogs show what became of a statement. Its two queries ask for the anchor, a number that does not change
/// with the search path, and for the things there: `id`, schema, name, whether it is good, and a number that changes
/// when it is made anew.
///
/// `:relation` and `:name` stand for literals, `:anchor` for a number.
enum Matter {
    /// The indexes of a table, of its partitions and of its TOAST table; good if valid.
    INDEXES(Text.TABLE, Text.INDEXES),
    /// The same, by one of the indexes.
    INDEXES_BY_INDEX("SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass(:relation)", Text.INDEXES),
    /// Every index of the database that is not valid.
    INVALID_INDEXES("SELECT 0", Text.SELECT_INDEX + "WHERE NOT i.indisvalid"),
    /// The constraints of a table; good if validated.
    CONSTRAINTS(Text.TABLE, "SELECT oid, '', conname, convalidated, 0 FROM pg_constraint WHERE conrelid = :anchor"),
    /// The columns of a table.
    COLUMNS(Text.TABLE, """
            SELECT attnum, '', attname, true, 0 FROM pg_attribute
            WHERE attrelid = :anchor AND attnum > 0 AND NOT attisdropped"""),
    /// The partitions of a table; good unless a detachment waits to be finalized. The table's own name stands with each.
    PARTITIONS(Text.TABLE, """
            SELECT h.inhrelid, n.nspname, c.relname,
              NOT coalesce((to_jsonb(h) ->> 'inhdetachpending')::boolean, false), format('%I.%I', pn.nspname, p.relname)
            FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE h.inhparent = :anchor"""),
    /// The labels of an enum type.
    LABELS("SELECT to_regtype(:relation)::oid",
            "SELECT oid, '', enumlabel, true, 0 FROM pg_enum WHERE enumtypid = :anchor"),
    /// The relation of a name in a schema, which is the anchor: for what is made there.
    NEW_RELATION("SELECT to_regnamespace(coalesce(nullif(:relation, ''), quote_ident(current_schema())))::oid",
            Text.RELATION),
    /// The same, in the schema in which the search path finds it.
    RELATION("SELECT relnamespace FROM pg_class WHERE oid = to_regclass(:relation)", Text.RELATION),
    /// The databases of a name; good unless a DROP was cut off in the middle.
    DATABASES("SELECT 0", "SELECT oid, '', datname, datconnlimit <> -2, 0 FROM pg_database WHERE datname = :name"),
    /// Nowhere.
    NONE("", "");

    final String anchor;
    final String things;

    Matter(String anchor, String things) {
        this.anchor = anchor;
        this.things = things;
    }

    /// The parts of queries that several of them share.
    private static final class Text {
        static final String TABLE = "SELECT to_regclass(:relation)::oid";
        static final String SELECT_INDEX = """
                SELECT i.indexrelid, n.nspname, c.relname, i.indisvalid, c.relfilenode
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                """;
        static final String INDEXES = SELECT_INDEX + """
                WHERE i.indrelid IN (SELECT :anchor UNION SELECT relid::oid FROM pg_partition_tree(:anchor)
                  UNION SELECT reltoastrelid FROM pg_class WHERE oid = :anchor AND reltoastrelid <> 0)""";
        static final String RELATION = """
                SELECT c.oid, n.nspname, c.relname, true, 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relnamespace = :anchor AND c.relname = :name""";
    }
}
