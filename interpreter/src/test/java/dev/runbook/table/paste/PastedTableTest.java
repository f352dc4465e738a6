package dev.runbook.table.paste;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.table.CellPattern;
import dev.runbook.table.ExpectedTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PastedTableTest {

    @Test
    void readsATableAsPsqlPrintsIt() {
        assertThat(rows("""
                 id |  name  | price
                ----+--------+-------
                  1 | apples |  2.50
                  2 |        |
                (2 rows)

                """)).containsExactly("1|apples|2.50", "2||");
    }

    @Test
    void readsTheSameTableHoweverItIsDrawn() {
        List<String> drawn = List.of(
                "id | name\n---+---\n1 | a\n2 | b\n",
                "id|name\n---\n1|a\n2|b",
                "\n\nid | name\n\n---------------+--\n\n1   | a\n\n\n2|b\n\n(2 rows)\n\n",
                "+----+------+\n| id | name |\n+----+------+\n|  1 | a    |\n|  2 | b    |\n+----+------+\n(2 rows)\n",
                "| id | name |\n|----|:----:|\n| 1 | a |\n| 2 | b |",
                "| id | name\n| -- | ----\n| 1 | a\n| 2 | b",
                "id | name |\n--+--+\n1 | a |\n2 | b |",
                "id | name\r\n---+-----\r\n 1 | a\r\n 2 | b\r\n(2 rows)\r\nTime: 0.412 ms\r\n",
                "\tid\t|\tname\n---+---\n\u00a01\u00a0| a\n2\t| b\n(2 Zeilen)\nZeit: 1.234,500 ms (00:01.234)");
        for (String table : drawn) {
            assertThat(rows(table)).as(table).containsExactly("1|a", "2|b");
        }
    }

    @Test
    void readsATableOfOneColumn() {
        assertThat(rows("count\n-------\n     5\n(1 row)")).containsExactly("5");
        assertThat(rows("count\n-------\n")).isEmpty();
        assertThat(rows("count\n-------\n(0 rows)")).isEmpty();
        assertThat(rows("dashes\n------\n---\n-")).containsExactly("---", "-");
    }

    @Test
    void joinsCellsThatGoOnBelow() {
        assertThat(rows("""
                  a   | n |  b
                ------+---+-----
                 two +| 1 | and+
                 lines|   | so +
                      |   | on
                 C++  | 2 | C++
                (2 rows)
                """)).containsExactly("two\nlines|1|and\nso\non", "C++|2|C++");
    }

    @Test
    void joinsLinesOfAHeader() {
        ExpectedTable table = read("""
                 head+| b
                 er   |
                ------+---
                 1    | x
                """);
        assertThat(table.names()).containsExactly("head\ner", "b");
    }

    @Test
    void understandsWhatACellAsksFor() {
        ExpectedTable table = read("""
                any | null | empty | regex | literal star | literal null | literal slashes | bar | plus | backslash
                ----+------+-------+-------+--------------+--------------+-----------------+-----+------+----------
                 *  | NULL |       | /^a\\|b$/ | \\* | \\NULL | \\/etc/ | a\\|b | c\\+| \\x00
                """);
        List<ExpectedTable.Cell> cells = table.rows().getFirst().cells();
        assertThat(accepted(cells, null)).containsExactly("any", "null");
        assertThat(accepted(cells, "")).containsExactly("any", "empty");
        assertThat(accepted(cells, "b")).containsExactly("any", "regex");
        assertThat(accepted(cells, "*")).containsExactly("any", "literal star");
        assertThat(accepted(cells, "NULL")).containsExactly("any", "literal null");
        assertThat(accepted(cells, "/etc/")).containsExactly("any", "literal slashes");
        assertThat(accepted(cells, "a|b")).containsExactly("any", "regex", "bar");
        assertThat(accepted(cells, "c+")).containsExactly("any", "plus");
        assertThat(accepted(cells, "\\x00")).containsExactly("any", "backslash");
    }

    @Test
    void knowsWhereEachCellStands() {
        ExpectedTable table = read("a  | b\n---+---\n 1 |  two \n");
        assertThat(table.rows().getFirst().cells()).extracting(cell -> String.valueOf(cell.place()))
                .containsExactly("t:3:2", "t:3:7");
        assertThat(table.columns()).extracting(column -> String.valueOf(column.place()))
                .containsExactly("t:1:1", "t:1:6");
    }

    @Test
    void aBlankLineInOneColumnIsWhatTheFooterMakesOfIt() {
        assertThat(rows("a\n---\nx\n\ny\n(2 rows)")).containsExactly("x", "y");
        assertThat(rows("a\n---\nx\n\ny\n(3 rows)")).containsExactly("x", "", "y");
        assertThat(rows("a\n---\n\n\n(2 rows)\n")).containsExactly("", "");
        assertThat(problems("a\n---\nx\n\ny\n")).containsExactly(
                "t:4:1 is this line a row with an empty text, or just blank?");
        assertThat(problems("a\n---\nx\n\n\ny\n(3 rows)"))
                .containsExactly("t:7:1 the footer counts 3, the table has 2 rows");
    }

    @Test
    void refusesRowsThatDontFitTheHeader() {
        assertThat(problems("a | b\n--+--\n1 | 2 | 3\n1\n4 | 5")).containsExactly(
                "t:3:1 this row has 3 cells, the header has 2 columns",
                "t:4:1 this row has 1 cell, the header has 2 columns");
        assertThat(problems("a\n---\nx | y\n")).containsExactly("t:3:1 this row has 2 cells, the header has 1 column");
        assertThat(problems("| a | b |\n|---|---|\n1 | 2 | 3 | 4")).containsExactly(
                "t:3:1 this row is not drawn like the header");
    }

    @Test
    void refusesWhatIsNotATable() {
        assertThat(problems("  \n")).containsExactly("t:1:1 empty table");
        assertThat(problems("a | b\n1 | 2\n")).containsExactly("t:1:1 no line of dashes below the header");
        assertThat(problems("---+---\n1 | 2\n")).containsExactly("t:1:1 no column names above the line of dashes");
        assertThat(problems("-[ RECORD 1 ]-\na | 1\n")).containsExactly("t:1:1 expanded records are not a table");
        assertThat(problems("a  b\n-- --\n1  2\n")).containsExactly("t:2:1 columns without bars between them");
        assertThat(problems(" a │ b\n───┼───\n 1 │ 2\n")).containsExactly("t:1:2 drawn with line-drawing characters");
        assertThat(problems("db=# SELECT 1;\n a\n---\n 1\n")).containsExactly(
                "t:2:2 more than one line above the line of dashes");
        assertThat(problems("a | b | c\n--+--\n1 | 2 | 3\n")).containsExactly(
                "t:2:1 the line of dashes has 2 parts, the header has 3 columns");
    }

    @Test
    void refusesColumnsThatCannotBeTold() {
        assertThat(problems("a | b | a\n--+---+--\n")).containsExactly("t:1:9 column \"a\" is here twice");
        assertThat(problems("a |  | b\n--+--+--\n")).containsExactly("t:1:6 a column without a name");
    }

    @Test
    void refusesAPlusThatCouldMeanTwoThings() {
        assertThat(problems("lang | n\n-----+---\nC++| 1\n")).containsExactly(
                "t:3:3 does this `+` mean that the cell goes on below?");
        assertThat(problems("n | lang\n---+---\n1 | C++\n")).containsExactly(
                "t:3:7 does this `+` mean that the cell goes on below?");
        assertThat(rows("n | lang\n---+---\n1 | C+\\+\n")).containsExactly("1|C++");
        assertThat(rows("| n | lang |\n|---|---|\n|1|C++|\n")).containsExactly("1|C++");
        assertThat(rows(" n | lang \n---+------\n 1 | C++\n 2 | Java\n")).containsExactly("1|C++", "2|Java");
    }

    @Test
    void refusesARowThatGoesOnNowhere() {
        assertThat(problems(" a    | b\n------+---\n two +| 1\n")).containsExactly(
                "t:3:2 this row goes on below, but the table ends");
        assertThat(problems(" a    | b\n------+---\n two +| 1\n lines| 2\n")).containsExactly(
                "t:4:9 this line goes on with the row above, but this cell had ended there");
    }

    @Test
    void refusesAFooterThatCountsOtherwise() {
        assertThat(problems("a | b\n---+---\n1 | 2\n(2 rows)\n")).containsExactly(
                "t:4:1 the footer counts 2, the table has 1 row");
        assertThat(problems("a | b\n---+---\n1 | 2\n(1 row)\n\nc\n---\n3\n")).containsExactly(
                "t:8:1 text below the table's footer");
    }

    @Test
    void refusesWrongRegularExpressionsInTheirCell() {
        assertThat(problems("a | b\n---+---\n1 | /(x/\n2 | //\n")).containsExactly(
                "t:3:5 not a regular expression: Unclosed group", "t:4:5 empty regular expression");
    }

    @Test
    void endsARegularExpressionThatWouldTakeAges() {
        ExpectedTable table = read("a | b\n---+---\n1 | /^(a+)+$/\n");
        CellPattern slow = table.rows().getFirst().cells().get(1).pattern();
        assertThat(slow.accepts("aaa")).isTrue();
        assertThat(slow.accepts("a".repeat(60) + "b")).isFalse();
    }

    private static List<String> accepted(List<ExpectedTable.Cell> cells, @Nullable String value) {
        List<String> names = List.of("any", "null", "empty", "regex", "literal star", "literal null",
                "literal slashes", "bar", "plus", "backslash");
        return names.stream().filter(name -> cells.get(names.indexOf(name)).pattern().accepts(value)).toList();
    }

    private static List<String> rows(String text) {
        return read(text).rows().stream()
                .map(row -> String.join("|", row.cells().stream().map(ExpectedTable.Cell::written).toList())).toList();
    }

    static ExpectedTable read(String text) {
        Problems problems = new Problems();
        ExpectedTable table = PastedTable.parse(Passage.of(new Source("t", text)), problems);
        assertThat(problems.sorted()).isEmpty();
        assertThat(table).isNotNull();
        return java.util.Objects.requireNonNull(table);
    }

    private static List<String> problems(String text) {
        Problems problems = new Problems();
        assertThat(PastedTable.parse(Passage.of(new Source("t", text)), problems)).isNull();
        assertThat(problems.sorted()).allMatch(Problem::isError).noneMatch(problem -> problem.advice().isEmpty());
        return problems.sorted().stream().map(problem -> problem.place() + " " + problem.title()).toList();
    }
}
