package dev.runbook.table.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.table.Column;
import dev.runbook.table.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `\pset` makes of a print is what it makes of psql's.
@ExtendWith(LocalServer.class)
class PsetTest {
    private static final Table TABLE = new Table(List.of(Column.of("n", "int4"), Column.text("t")),
            List.of(Arrays.asList("1", "a"), Arrays.asList(null, "b")));

    @ParameterizedTest
    @ValueSource(strings = {"border 2", "border 7", "border 0", "format unaligned", "format c", "format u", "format al",
            "x", "x on", "expanded off", "vertical auto", "t", "tuples_only yes", "footer", "footer off", "footer of",
            "null ~", "null", "fieldsep ;\n\\pset format unaligned", "recordsep ~\n\\pset format unaligned",
            "csv_fieldsep ;\n\\pset format csv", "pager off", "linestyle ascii", "numericlocale off", "title",
            "columns 20", "x 1\n\\pset x", "t tr\n\\pset t 0", "fieldsep_zero\n\\pset format unaligned"})
    void changesThePrintAsInPsql(String options, LocalServer.Running server) throws Exception {
        Problems problems = new Problems();
        PrintSettings settings = PrintSettings.DEFAULT;
        for (String option : options.split("\n\\\\pset ")) {
            String[] words = option.split(" ");
            settings = Pset.apply(settings, passage(words[0]), words.length > 1 ? passage(words[1]) : null, problems);
        }
        assertThat(problems.sorted()).isEmpty();
        assertThat(new PsqlPrinter(settings).print(TABLE)).isEqualTo(server.psql("\\pset " + options
                + "\nSELECT * FROM (VALUES (1, 'a'), (NULL, 'b')) AS v (n, t);\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format html", "format a", "format", "border x", "border", "expanded maybe", "t o",
            "csv_fieldsep ab", "linestyle unicode", "numericlocale on", "title x", "borders 2"})
    void refusesWhatItCannotPrint(String option) {
        Problems problems = new Problems();
        String[] words = option.split(" ");
        assertThat(Pset.apply(PrintSettings.DEFAULT, passage(words[0]), words.length > 1 ? passage(words[1]) : null,
                problems)).isEqualTo(PrintSettings.DEFAULT);
        assertThat(problems.sorted()).hasSize(1).allMatch(Problem::isError).noneMatch(p -> p.advice().isEmpty());
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        Problems problems = new Problems();
        Pset.apply(PrintSettings.DEFAULT, passage("tuple_only"), null, problems);
        assertThat(problems.sorted().getFirst().advice()).endsWith("Did you mean \"tuples_only\"?");
    }

    private static Passage passage(String text) {
        return Passage.of(new Source("t", text));
    }
}
