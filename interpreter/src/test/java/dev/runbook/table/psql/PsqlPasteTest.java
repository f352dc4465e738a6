package dev.runbook.table.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.table.ExpectedTable;
import dev.runbook.table.Table;
import dev.runbook.table.compare.TableComparison;
import dev.runbook.table.paste.PastedTable;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the real psql prints, pasted as an expectation, is what the driver reads: and nothing else.
@ExtendWith(LocalServer.class)
class PsqlPasteTest {
    private static final String MARK = "=-=-=";

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void whatPsqlPrintsComparesEqual(String border, LocalServer.Running server) throws Exception {
        List<String> printed = print(server, "\\pset border " + border);
        int compared = 0;
        try (Connection connection = server.connect()) {
            PsqlPrinterTest.begin(connection);
            for (int i = 0; i < printed.size(); i++) {
                String sql = PsqlPrinterTest.QUERIES.get(i);
                Table actual = ServerResult.of(connection, sql);
                ExpectedTable pasted = PastedTable.parse(Passage.of(new Source("t", printed.get(i))), new Problems());
                if (pasted == null) {
                    assertThat(isUnreadable(actual)).as(sql).isTrue();
                    continue;
                }
                compared++;
                assertThat(TableComparison.compare(pasted, actual, true).difference()).as(sql).isEmpty();
                assertThat(TableComparison.compare(pasted, actual, false).isSame()).as(sql).isTrue();
                assertEveryOtherCellIsSeen(pasted, actual);
            }
        }
        assertThat(compared).isGreaterThan(printed.size() * 3 / 4);
    }

    /// What becomes of a print on its way into a runbook.
    enum Edit {
        FOOTER_CUT, SPACES_TRIMMED, RULE_SHORTENED, RULE_LENGTHENED, BLANK_LINES, INDENTED, CARRIAGE_RETURNS;

        String of(String print) {
            return switch (this) {
                case FOOTER_CUT -> print.replaceAll("\n\\(\\d+ rows?\\)\n", "\n");
                case SPACES_TRIMMED -> print.replaceAll("(?m) +$", "");
                case RULE_SHORTENED -> print.replaceFirst("(?m)^[-+]*--[-+]*$", shortened(print));
                case RULE_LENGTHENED -> print.replaceFirst("-{2,}", "-".repeat(200));
                case BLANK_LINES -> print.replace("\n", "\n\n");
                case INDENTED -> print.replaceAll("(?m)^(?=.)", "    ");
                case CARRIAGE_RETURNS -> print.replace("\n", "\r\n");
            };
        }

        private static String shortened(String print) {
            return print.lines().filter(line -> line.matches("[-+]*--[-+]*")).findFirst().orElse("")
                    .replaceAll("-{2,}", "--");
        }
    }

    /// However it came here: it is read as what psql printed, or refused with a reason, and never read as something else.
    @ParameterizedTest
    @EnumSource
    void whatWasEditedOnTheWayIsReadRightlyOrRefused(Edit edit, LocalServer.Running server) throws Exception {
        int read = 0;
        try (Connection connection = server.connect()) {
            PsqlPrinterTest.begin(connection);
            for (String border : List.of("1", "2")) {
                List<String> printed = print(server, "\\pset border " + border);
                for (int i = 0; i < printed.size(); i++) {
                    Table actual = ServerResult.of(connection, PsqlPrinterTest.QUERIES.get(i));
                    String text = edit.of(printed.get(i));
                    Problems problems = new Problems();
                    ExpectedTable pasted = PastedTable.parse(Passage.of(new Source("t", text)), problems);
                    if (pasted == null) {
                        assertThat(problems.sorted()).as(text).isNotEmpty()
                                .noneMatch(problem -> problem.advice().isEmpty());
                    } else if (!isDoubtful(actual)) {
                        read++;
                        assertThat(TableComparison.compare(pasted, actual, true).difference()).as(text).isEmpty();
                        assertEveryOtherCellIsSeen(pasted, actual);
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(PsqlPrinterTest.QUERIES.size());
    }

    /// Forms that are no tables of ASCII with bars are refused, and say how to print them instead.
    @ParameterizedTest
    @ValueSource(strings = {"\\x on", "\\pset linestyle unicode", "\\pset tuples_only on", "\\pset border 0",
            "\\pset format unaligned", "\\pset format csv"})
    void otherFormsAreRefusedAndNeverMisread(String setting, LocalServer.Running server) throws Exception {
        List<String> printed = print(server, setting);
        try (Connection connection = server.connect()) {
            PsqlPrinterTest.begin(connection);
            for (int i = 0; i < printed.size(); i++) {
                Problems problems = new Problems();
                ExpectedTable pasted = PastedTable.parse(Passage.of(new Source("t", printed.get(i))), problems);
                Table actual = ServerResult.of(connection, PsqlPrinterTest.QUERIES.get(i));
                assertThat(pasted != null || problems.hasErrors()).isTrue();
                assertThat(problems.sorted()).noneMatch(problem -> problem.advice().isEmpty());
                assertThat(
                        pasted == null || isDoubtful(actual) || TableComparison.compare(pasted, actual, true).isSame())
                        .as(printed.get(i)).isTrue();
            }
        }
    }

    /// A column of texts of which one is empty: once its widths or its count are gone, its blank line is as any other, and
    /// the check fails where it does not fit.
    private static boolean isDoubtful(Table table) {
        return table.columns().size() == 1
                && table.rows().stream().flatMap(List::stream).anyMatch(cell -> cell != null && cell.isBlank());
    }

    private static List<String> print(LocalServer.Running server, String setting) throws Exception {
        String script = PsqlPrinterTest.SESSION.stream().map(sql -> sql + ";\n").collect(Collectors.joining())
                + "\\pset null NULL\n" + setting + "\n" + PsqlPrinterTest.QUERIES.stream()
                        .map(sql -> sql + ";\n\\echo " + MARK + "\n").collect(Collectors.joining());
        return Arrays.asList(server.psql(script).split(MARK + "\n"));
    }

    /// No columns, names that are not unique, or bars inside.
    private static boolean isUnreadable(Table table) {
        return table.columns().isEmpty() || Set.copyOf(table.names()).size() < table.columns().size()
                || table.rows().stream().flatMap(List::stream).anyMatch(cell -> cell != null && cell.contains("|"));
    }

    private static void assertEveryOtherCellIsSeen(ExpectedTable pasted, Table actual) {
        List<@Nullable String> first = actual.rows().isEmpty() ? List.of() : actual.rows().getFirst();
        for (int i = 0; i < first.size(); i++) {
            List<@Nullable String> row = new ArrayList<>(first);
            row.set(i, row.get(i) == null ? "" : row.get(i) + "x");
            List<List<@Nullable String>> rows = new ArrayList<>(actual.rows());
            rows.set(0, row);
            assertThat(TableComparison.compare(pasted, new Table(actual.columns(), rows), true).isSame()).isFalse();
        }
    }
}
