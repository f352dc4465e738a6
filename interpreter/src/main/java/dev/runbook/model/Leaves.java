package dev.runbook.model;

import java.util.List;

/// What the rollback of a step does not give back.
///
/// @param why in words
/// @param tables whose rows may differ afterwards
/// @param objects other objects that may differ afterwards
public record Leaves(String why, List<String> tables, List<String> objects) {
    public Leaves {
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
    }

    /// All of it in one line: `Closed orders stay closed (rows of orders; extension pg_trgm)`.
    public String words() {
        String rows = tables.isEmpty() ? "" : "rows of " + String.join(", ", tables);
        String others = String.join(", ", objects);
        String named = rows + (rows.isEmpty() || others.isEmpty() ? "" : "; ") + others;
        return why.strip() + (named.isEmpty() ? "" : " (" + named + ")");
    }
}
