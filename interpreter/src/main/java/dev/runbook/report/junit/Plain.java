package dev.runbook.report.junit;

import dev.runbook.evidence.Fact;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Facts as plain text.
final class Plain {
    private Plain() {}

    static String of(Fact fact) {
        return fact.label() + ":\n" + switch (fact) {
            case Fact.Text(_, String text) -> text;
            case Fact.Code(_, _, String text) -> text.stripTrailing();
            case Fact.Grid grid -> grid(grid);
            case Fact.Series series -> series.summary();
            case Fact.Difference(_, String expected, String actual, String difference) ->
                difference.isEmpty() ? "- " + expected + "\n+ " + actual : difference;
        };
    }

    private static String grid(Fact.Grid grid) {
        String rows = grid.rows().stream().map(Plain::row).collect(Collectors.joining("\n"));
        String more = grid.omitted() == 0 ? "" : "\n(" + grid.omitted() + " more)";
        return String.join(" | ", grid.columns()) + "\n" + rows + more;
    }

    private static String row(List<@Nullable String> cells) {
        return cells.stream().map(cell -> cell == null ? "NULL" : cell).collect(Collectors.joining(" | "));
    }
}
