package dev.runbook.table;

import java.util.Map;
import java.util.Set;

/// A column of a result: its name, and its type by the number that the server gives it (`pg_type.oid`).
public record Column(String name, int type) {
    /// `pg_type.oid` of `boolean`.
    public static final int BOOL = 16;
    /// `pg_type.oid` of `text`, which stands for any type that psql aligns left.
    public static final int TEXT = 25;

    private static final Map<String, Integer> RIGHT_ALIGNED = Map.ofEntries(
            Map.entry("int8", 20), Map.entry("int2", 21), Map.entry("int4", 23), Map.entry("oid", 26),
            Map.entry("xid", 28), Map.entry("cid", 29), Map.entry("float4", 700), Map.entry("float8", 701),
            Map.entry("money", 790), Map.entry("numeric", 1700), Map.entry("xid8", 5069));
    private static final Set<Integer> RIGHT = Set.copyOf(RIGHT_ALIGNED.values());

    /// A column of texts.
    public static Column text(String name) {
        return new Column(name, TEXT);
    }

    /// A column by the name of its type as `pg_type.typname` has it; a name not known here counts as text.
    public static Column of(String name, String type) {
        return new Column(name, type.equals("bool") ? BOOL : RIGHT_ALIGNED.getOrDefault(type, TEXT));
    }

    /// Whether psql sets the values flush right: numbers, and what counts as one.
    public boolean rightAligned() {
        return RIGHT.contains(type);
    }
}
