package dev.runbook.table.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.table.Column;
import dev.runbook.table.ExpectedTable;
import dev.runbook.table.Table;
import dev.runbook.table.compare.TableComparison.RowResult.Changed;
import dev.runbook.table.compare.TableComparison.RowResult.Missing;
import dev.runbook.table.compare.TableComparison.RowResult.Same;
import dev.runbook.table.compare.TableComparison.RowResult.Unexpected;
import dev.runbook.table.paste.PastedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableComparisonTest {

    @Test
    void findsEveryRowWhateverTheOrder() {
        ExpectedTable expected = expect("a | b", "1 | x", "2 | y", "2 | y");
        Table actual = table("a | b", "2 | y", "1 | x", "2 | y");
        assertThat(TableComparison.compare(expected, actual, false).isSame()).isTrue();
        assertThat(TableComparison.compare(expected, actual, true).isSame()).isFalse();
        assertThat(TableComparison.compare(expected, table("a | b", "1 | x", "2 | y"), false).rows())
                .containsExactly(new Same(0, 0), new Same(1, 1), new Missing(2));
        assertThat(TableComparison.compare(expected, table("a | b", "1 | x", "2 | y", "2 | y", "2 | y"), false).rows())
                .containsExactly(new Same(0, 0), new Same(1, 1), new Same(2, 2), new Unexpected(3));
    }

    @Test
    void aWildcardTakesNoRowThatAnotherNeeds() {
        ExpectedTable expected = expect("a | b", "* | *", "* | x", "/^[12]$/ | x", "1 | x");
        Table actual = table("a | b", "1 | x", "2 | x", "3 | x", "4 | y");
        assertThat(TableComparison.compare(expected, actual, false).isSame()).isTrue();
        assertThat(
                TableComparison.compare(expected, table("a | b", "1 | x", "2 | x", "3 | y", "4 | y"), false).isSame())
                .isFalse();
    }

    @Test
    void matchesAsManyRowsAsAnyMatchingCould() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(6);
            List<String> wanted = IntStream.range(0, size)
                    .mapToObj(_ -> cell(random, true) + " | " + cell(random, true))
                    .toList();
            List<String> found = IntStream.range(0, size)
                    .mapToObj(_ -> cell(random, false) + " | " + cell(random, false))
                    .toList();
            ExpectedTable expected = expect("a | b", wanted.toArray(String[]::new));
            Table actual = table("a | b", found.toArray(String[]::new));
            long same = TableComparison.compare(expected, actual, false).rows().stream()
                    .filter(row -> row instanceof Same).count();
            assertThat(same).as("%s against %s", wanted, found).isEqualTo(most(expected, actual, 0, new ArrayList<>()));
        }
    }

    @Test
    void aLongChainOfSwapsIsFound() {
        int size = 2_000;
        List<String> wanted = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            wanted.add("/^(" + i + "\\|" + (i + 1) + ")$/ | x");
            found.add((i + 1) + " | x");
        }
        wanted.add("/^" + 1 + "$/ | x");
        found.add("0 | x");
        Collections.reverse(found);
        TableComparison comparison = TableComparison.compare(expect("a | b", wanted.toArray(String[]::new)),
                table("a | b", found.toArray(String[]::new)), false);
        assertThat(comparison.isSame()).isTrue();
    }

    @Test
    void rowsAlikeArePairedAndTheirCellsNamed() {
        TableComparison comparison = TableComparison.compare(
                expect("id | name | valid", "1 | a | t", "2 | b | t", "3 | c | t"),
                table("id | name | valid", "3 | c | f", "1 | a | t", "4 | z | f"), false);
        assertThat(comparison.rows()).containsExactly(new Same(0, 1), new Missing(1), new Changed(2, 0, List.of(2)),
                new Unexpected(2));
    }

    @Test
    void inOrderTheRowThatWasPutInIsTheOneThatDiffers() {
        ExpectedTable expected = expect("a | b", "1 | x", "2 | y", "3 | z");
        assertThat(TableComparison.compare(expected, table("a | b", "0 | w", "1 | x", "2 | y", "3 | z"), true).rows())
                .containsExactly(new Unexpected(0), new Same(0, 1), new Same(1, 2), new Same(2, 3));
        assertThat(TableComparison.compare(expected, table("a | b", "1 | x", "3 | z"), true).rows())
                .containsExactly(new Same(0, 0), new Missing(1), new Same(2, 1));
        assertThat(TableComparison.compare(expected, table("a | b", "1 | x", "2 | q", "3 | z"), true).rows())
                .containsExactly(new Same(0, 0), new Changed(1, 1, List.of(1)), new Same(2, 2));
    }

    @Test
    void textsAreComparedAsPsqlPrintsThem() {
        assertThat(same("1.0", "1.00")).isFalse();
        assertThat(same("x", "x  ")).isTrue();
        assertThat(same("x y", "x  y")).isFalse();
        assertThat(same("", null)).isFalse();
        assertThat(same("NULL", null)).isTrue();
        assertThat(same("NULL", "NULL")).isFalse();
        assertThat(same("NULL", "")).isFalse();
        assertThat(same("a       b", "a\tb")).isTrue();
        assertThat(same("\\x07", "\u0007")).isTrue();
        assertThat(same("T", "t")).isFalse();
    }

    @Test
    void columnsMissingAddedOrMovedAreReported() {
        ExpectedTable expected = expect("a | b | c", "1 | 2 | 3");
        TableComparison comparison = TableComparison.compare(expected, table("c | a | d | a", "3 | 1 | 4 | 5"), false);
        assertThat(comparison.missing()).containsExactly("b");
        assertThat(comparison.unexpected()).containsExactly("d", "a");
        assertThat(comparison.reordered()).isTrue();
        assertThat(comparison.rows()).containsExactly(new Same(0, 0));
        assertThat(comparison.isSame()).isFalse();
        assertThat(TableComparison.compare(expected, table("a | b | c", "1 | 2 | 3"), false).hasSameColumns()).isTrue();
    }

    @Test
    void anotherResultIsTheSameOnlyToTheLastSpace() {
        Table table = table("a | b", "1 | x", "2 | y");
        Table spaced = new Table(table.columns(), List.of(Arrays.asList("1", "x "), Arrays.asList("2", "y")));
        assertThat(TableComparison.compare(ExpectedTable.exactly(table), table, true).isSame()).isTrue();
        TableComparison comparison = TableComparison.compare(ExpectedTable.exactly(table), spaced, false);
        assertThat(comparison.isSame()).isFalse();
        assertThat(comparison.difference()).contains("! 1 | 'x' -> 'x '");
    }

    @Test
    void showsTheDifferenceCellByCell() {
        ExpectedTable expected = expect("id | name | valid", "1 | a | t", "2 | b | true", "3 | 日本 | t", "5 |  | t",
                "6 | e | t", "7 | f | t", "8 | g | t", "9 | h | t");
        Table actual = new Table(List.of(Column.of("id", "int4"), Column.text("name"), Column.of("valid", "bool")),
                List.of(Arrays.asList("1", "a", "t"), Arrays.asList("2", "b", "f"), Arrays.asList("4", "x|y\nz", "t"),
                        Arrays.asList("5", null, "t"), Arrays.asList("6", "e", "t"), Arrays.asList("7", "f", "t"),
                        Arrays.asList("8", "g", "t"), Arrays.asList("9", "h", "t"), Arrays.asList("10", "i", "t")));
        assertThat(TableComparison.compare(expected, actual, true).difference()).isEqualTo("""
                rows: 0 missing (-), 1 unexpected (+), 3 changed (! expected -> found), 5 as expected
                  id     | name           | valid
                  -------+----------------+----------
                  1      | a              | t
                ! 2      | b              | true -> f
                ! 3 -> 4 | 日本 -> x\\|y⏎z | t
                ! 5      | '' -> NULL     | t
                  6      | e              | t
                  7      | f              | t
                  8      | g              | t
                  9      | h              | t
                + 10     | i              | t
                note: psql prints booleans as t and f
                note: a blank cell is the empty text; write NULL where null is meant
                """);
    }

    @Test
    void aLongDifferenceIsShortened() {
        String[] rows = IntStream.range(0, 1_000).mapToObj(i -> i + " | " + i).toArray(String[]::new);
        String[] others = rows.clone();
        others[500] = "500 | " + "y".repeat(500);
        String difference = TableComparison.compare(expect("a | b", rows), table("a | b", others), false).difference();
        assertThat(difference.lines()).hasSize(10).contains("  ... 498 more rows", "  ... 497 more rows")
                .allMatch(line -> line.length() < 120);
        String all = TableComparison.compare(expect("a | b", rows), table("a | b"), false).difference();
        assertThat(all.lines()).hasSize(104).last().isEqualTo("  ... 900 more rows");
    }

    private static boolean same(String written, @Nullable String value) {
        Table actual = new Table(List.of(Column.text("a"), Column.text("b")),
                List.of(Arrays.asList(value, "only to make it a table of two")));
        return TableComparison.compare(expect("a | b", written + " | *"), actual, false).isSame();
    }

    private static ExpectedTable expect(String header, String... rows) {
        String text = header + "\n---\n" + String.join("\n", rows);
        return Objects.requireNonNull(
                PastedTable.parse(Passage.of(new Source("t", text)), new Problems()));
    }

    private static Table table(String header, String... rows) {
        return new Table(Arrays.stream(header.split(" \\| ")).map(Column::text).toList(),
                Arrays.stream(rows).map(row -> Arrays.asList(row.split(" \\| "))).toList());
    }

    private static String cell(Random random, boolean wild) {
        String letter = String.valueOf("abc".charAt(random.nextInt(3)));
        return switch (random.nextInt(wild ? 4 : 1)) {
            case 1 -> "*";
            case 2 -> "/[" + letter + "b]/";
            default -> letter;
        };
    }

    /// Tries every matching.
    private static long most(ExpectedTable expected, Table actual, int row, List<Integer> taken) {
        if (row == expected.rows().size()) {
            return 0;
        }
        long best = most(expected, actual, row + 1, taken);
        for (int found = 0; found < actual.rows().size(); found++) {
            List<@Nullable String> values = actual.rows().get(found);
            List<ExpectedTable.Cell> cells = expected.rows().get(row).cells();
            if (!taken.contains(found) && IntStream.range(0, cells.size())
                    .allMatch(i -> cells.get(i).pattern().accepts(values.get(i)))) {
                taken.addLast(found);
                best = Math.max(best, 1 + most(expected, actual, row + 1, taken));
                taken.removeLast();
            }
        }
        return best;
    }
}
