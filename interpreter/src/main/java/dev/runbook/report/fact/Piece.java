package dev.runbook.report.fact;

import dev.runbook.report.prose.Prose;
import dev.runbook.report.text.SqlTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One fact as it is shown; exactly one of its parts after the label is there.
///
/// @param text a short text, or null
/// @param prose what a person wrote, or none
/// @param block text that keeps its lines, or null
/// @param table rows, or null
/// @param difference expected beside actual, or null
/// @param plot numbers over time, or null
public record Piece(String label, @Nullable String text, List<Prose> prose, @Nullable Block block,
        @Nullable Table table,
        @Nullable Difference difference, @Nullable Plot plot) {

    /// Text that keeps its lines.
    ///
    /// @param language as Markdown's fences name it
    /// @param fence the fence for Markdown
    /// @param tokens the same text in coloured pieces
    public record Block(String language, String fence, String text, List<Token> tokens) {}

    /// Rows under column names.
    ///
    /// @param note how many rows are not shown, or empty
    public record Table(List<String> columns, List<Row> rows, String note) {}

    /// A table's row.
    public record Row(List<Cell> cells) {}

    /// A table's cell.
    ///
    /// @param missing whether it is SQL's NULL
    public record Cell(String text, boolean missing) {}

    /// Expected beside actual.
    ///
    /// @param text the lines as a diff writes them, `-` before what was expected and `+` before what was found
    public record Difference(String fence, String text, List<Line> lines) {}

    /// A line of a difference.
    ///
    /// @param kind `expected`, `actual`, `changed` or `same`
    /// @param sign `-`, `+` or a space
    public record Line(String kind, String sign, String text) {}

    public boolean anyProse() {
        return !prose.isEmpty();
    }
}
