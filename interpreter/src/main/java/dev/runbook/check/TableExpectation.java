package dev.runbook.check;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.table.Column;
import dev.runbook.table.ExpectedTable;
import dev.runbook.table.Table;
import dev.runbook.table.compare.TableComparison;
import dev.runbook.table.paste.PastedTable;
import org.jspecify.annotations.Nullable;

/// A result held against a table as psql prints it.
///
/// @param pasted as it stands in the runbook
/// @param ordered whether the rows must come in this order
public record TableExpectation(ExpectedTable table, String pasted, boolean ordered) {

    /// Reads a pasted table, or reports why it cannot be read.
    static @Nullable TableExpectation read(Passage pasted, boolean ordered, Problems problems) {
        ExpectedTable table = PastedTable.parse(pasted, problems);
        return table == null ? null : new TableExpectation(table, pasted.text().stripTrailing(), ordered);
    }

    Verdict judge(Observation seen) {
        String expected = Words.count(table.rows().size(), "row");
        Fact.Grid grid = seen.grid();
        if (grid == null) {
            return Verdict.of(false, "table", expected, "no result with rows");
        }
        if (grid.omitted() > 0) {
            return Verdict.of(false, "table", expected, Words.count(grid.rows().size() + grid.omitted(), "row")
                    + ", too many to compare with a table");
        }
        Table actual = new Table(grid.columns().stream().map(Column::text).toList(), grid.rows());
        TableComparison comparison = TableComparison.compare(table, actual, ordered);
        return comparison.isSame()
                ? Verdict.of(true, "table", expected, "so")
                : Verdict.of(false, "table", expected, Words.count(grid.rows().size(), "row") + ", not the same",
                        new Fact.Difference("table", pasted, "", comparison.difference()));
    }
}
