package dev.runbook.backfill;

import dev.runbook.source.Passage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements of a backfill. Each batch looks up the key that it ends at and then updates by the range: an UPDATE that
/// joins a list of keys would read the whole table for each batch.
record Batches(KeyedTable table, BackfillPlan plan) {

    /// The last of so many rows that need it: no row when there are fewer left. It is found without counting them, which
    /// would take as long as reading them does.
    Passage last(List<String> after, int rows) {
        Fragments sql = new Fragments(plan.place()).add("SELECT " + table.list("batch.", "::text") + " FROM (SELECT "
                + table.list("", "") + " FROM " + table.name());
        where(sql, after, null);
        return sql.add(" ORDER BY " + table.list("", "") + " LIMIT 1 OFFSET " + (rows - 1) + ") batch").passage();
    }

    /// The last of the rows that are left, and how many they are: no row when there are none. A bare name in the outer
    /// ORDER BY would mean the text beside it, which has another order.
    Passage rest(List<String> after, int rows) {
        Fragments sql = new Fragments(plan.place()).add("SELECT " + table.list("", "::text")
                + ", count(*) OVER () FROM (SELECT " + table.list("", "") + " FROM " + table.name());
        where(sql, after, null);
        return sql.add(" ORDER BY " + table.list("", "") + " LIMIT " + rows + ") batch ORDER BY "
                + table.list("batch.", " DESC")
                + " LIMIT 1").passage();
    }

    Passage update(List<String> after, List<String> upTo) {
        Fragments sql = new Fragments(plan.place()).add("UPDATE " + table.name() + " SET ").add(plan.set()).add("\n");
        where(sql, after, upTo);
        return sql.passage();
    }

    /// What the planner thinks that is left to do.
    Passage estimate(List<String> after) {
        Fragments sql = new Fragments(plan.place()).add("EXPLAIN SELECT FROM " + table.name());
        where(sql, after, null);
        return sql.passage();
    }

    /// A line break ends a comment that the runbook's condition may end with.
    private void where(Fragments sql, List<String> after, @Nullable List<String> upTo) {
        sql.add(" WHERE true");
        if (!after.isEmpty()) {
            sql.add(" AND " + table.compared(">", after));
        }
        if (upTo != null) {
            sql.add(" AND " + table.compared("<=", upTo));
        }
        Passage needed = plan.where();
        if (needed != null) {
            sql.add(" AND (").add(needed).add("\n)");
        }
    }
}
