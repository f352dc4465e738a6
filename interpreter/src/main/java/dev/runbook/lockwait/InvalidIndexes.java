package dev.runbook.lockwait;

import dev.runbook.database.Catalog;
import dev.runbook.database.Literal;
import dev.runbook.database.Session;
import dev.runbook.problem.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/// The invalid indexes of some relations, as a CREATE INDEX CONCURRENTLY that failed leaves one.
final class InvalidIndexes {
    private InvalidIndexes() {}

    /// @return none where the server does not answer: one that is going down says enough by itself
    static List<String> of(Session asking, List<String> relations) {
        String names = relations.stream().map(Literal::of).collect(Collectors.joining(", "));
        try {
            return relations.isEmpty()
                    ? List.of()
                    : Catalog.rows(asking, """
                    SELECT DISTINCT i.indexrelid::regclass::text FROM pg_index i JOIN unnest(ARRAY[%s]::text[]) name
                    ON to_regclass(name)::oid IN (i.indrelid, i.indexrelid) WHERE NOT i.indisvalid ORDER BY 1"""
                            .formatted(names)).stream().map(row -> String.valueOf(row.getFirst())).toList();
        } catch (Refusal _) {
            return List.of();
        }
    }
}
