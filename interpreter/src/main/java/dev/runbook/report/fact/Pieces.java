package dev.runbook.report.fact;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Verdict;
import dev.runbook.report.fact.Piece.Block;
import dev.runbook.report.fact.Piece.Cell;
import dev.runbook.report.fact.Piece.Difference;
import dev.runbook.report.fact.Piece.Line;
import dev.runbook.report.fact.Piece.Row;
import dev.runbook.report.fact.Piece.Table;
import dev.runbook.report.prose.Prose;
import dev.runbook.report.text.Cut;
import dev.runbook.report.text.Fence;
import dev.runbook.report.text.SqlTokens;
import dev.runbook.report.text.SqlTokens.Token;
import dev.runbook.report.text.Wording;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes facts ready to be shown.
///
/// @param wording how texts get into the report
public record Pieces(Wording wording, Limits limits) {
    /// What the runbook's author says of a step, as the run tells it.
    private static final String DESCRIPTION = "description";

    public List<Piece> of(List<Fact> facts) {
        return facts.stream().limit(limits.rows()).map(this::of).toList();
    }

    public Piece of(Fact fact) {
        String label = cell(fact.label());
        return switch (fact) {
            case Fact.Text(String name, String text) when name.equals(DESCRIPTION) ->
                new Piece(label, null, Prose.of(cell(text)), null, null, null, null);
            case Fact.Text(_, String text) -> new Piece(label, cell(text), List.of(), null, null, null, null);
            case Fact.Code(_, String language, String text) ->
                new Piece(label, null, List.of(), block(language, text), null, null, null);
            case Fact.Grid grid -> new Piece(label, null, List.of(), null, table(grid), null, null);
            case Fact.Series series -> new Piece(label, null, List.of(), null, null, null, Plot.of(series));
            case Fact.Difference(_, String expected, String actual, String difference) ->
                new Piece(label, null, List.of(), null, null,
                        difference(difference.isEmpty() ? marked(expected, actual) : difference), null);
        };
    }

    /// What a check expected and found, as a difference.
    public Piece of(Verdict verdict) {
        return new Piece(cell(verdict.subject()), null, List.of(), null, null,
                difference(marked(verdict.expected(), verdict.actual())), null);
    }

    public String cell(String text) {
        return Cut.cell(wording.of(text), limits.cell());
    }

    private Block block(String language, String text) {
        String shown = Cut.block(wording.of(text).stripTrailing(), limits.block());
        List<Token> tokens = language.equals("sql") ? SqlTokens.of(shown) : List.of(new Token("", shown));
        return new Block(language.matches("[a-z0-9+-]{1,20}") ? language : "text", Fence.around(shown), shown, tokens);
    }

    private Table table(Fact.Grid grid) {
        int shown = Math.min(grid.rows().size(), limits.rows());
        long omitted = grid.omitted() + grid.rows().size() - shown;
        return new Table(grid.columns().stream().limit(limits.rows()).map(this::cell).toList(),
                grid.rows().subList(0, shown).stream().map(this::row).toList(),
                omitted == 0 ? "" : omitted == 1 ? "1 more row" : "%,d more rows".formatted(omitted));
    }

    private Row row(List<@Nullable String> cells) {
        return new Row(cells.stream().limit(limits.rows())
                .map(cell -> cell == null ? new Cell("NULL", true) : new Cell(cell(cell), false)).toList());
    }

    private Difference difference(String text) {
        String shown = Cut.block(wording.of(text).stripTrailing(), limits.block());
        return new Difference(Fence.around(shown), shown, shown.lines().map(Pieces::line).toList());
    }

    /// A line without a mark, as the one that counts the rows, is kept whole.
    private static Line line(String text) {
        if (text.isEmpty()) {
            return new Line("same", " ", "");
        }
        String rest = text.substring(1);
        return switch (text.charAt(0)) {
            case '-' -> new Line("expected", "-", rest);
            case '+' -> new Line("actual", "+", rest);
            case '!' -> new Line("changed", "!", rest);
            case ' ' -> new Line("same", " ", rest);
            default -> new Line("same", " ", text);
        };
    }

    private static String marked(String expected, String actual) {
        return lines("- ", expected) + "\n" + lines("+ ", actual);
    }

    private static String lines(String sign, String text) {
        return text.isEmpty() ? sign.strip() : text.lines().map(line -> sign + line).collect(Collectors.joining("\n"));
    }
}
