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
import org.junit.jupiter.params.provider.ValueSource;

/// What the real psql prints, pasted as an expectation, is what the driver reads: and nothing else.
@ExtendWith(LocalServer.class)
class PsqlPasteTest {
    private static final String MARK = "=-=-=";

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void whatPsqlPrintsComparesEqual(String border, LocalServer.Running server) throws Exception {
        List<String> printed = print(server, border);
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

    private static List<String> print(LocalServer.Running server, String border) throws Exception {
        String script = PsqlPrinterTest.SESSION.stream().map(sql -> sql + ";\n").collect(Collectors.joining())
                + "\\pset null NULL\n\\pset border " + border + "\n" + PsqlPrinterTest.QUERIES.stream()
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
