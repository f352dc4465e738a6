package dev.runbook.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Reference;
import dev.runbook.sql.scan.Variables;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A script at work: places of what is sent, values that come from outside, the order of things.
class ScriptRunTest {
    private final Variables variables = new Variables(Variables.Raw.NUMBERS_AND_BOOLEANS);

    private List<Statement> run(String sql) {
        return run(Passage.of(new Source("x.sql", sql)));
    }

    private List<Statement> run(Passage sql) {
        ScriptRun run = new ScriptRun(sql, null, Path.of("/"), file -> {
            throw new NoSuchFileException(file.toString());
        }, variables);
        List<Statement> statements = new ArrayList<>();
        for (ScriptItem item = run.next(); item != null; item = run.next()) {
            if (item instanceof Statement statement) {
                statements.add(statement);
            }
        }
        return statements;
    }

    private String sent(String sql) {
        return run(sql).getFirst().sql().text();
    }

    /// Where a word of the sent text stands.
    private static String place(Passage sql, String word) {
        int at = sql.text().indexOf(word);
        Span span = sql.span(at, at + word.length());
        return span.position() + " " + span.text();
    }

    @Test
    void aServersPositionLandsOnTheRightTokenBehindVariablesAndSkippedLines() {
        variables.put("x", "it's \\ long, longer than its reference");
        variables.put("n", "7");
        Passage sql = run("\n\n  SELECT :'x',\n\n\n    :n, nope\n  FROM t; -- end\n").getFirst().sql();
        assertThat(sql.text()).startsWith("SELECT  E'it''s").contains("reference',\n    7, nope\n  FROM t;");
        assertThat(place(sql, "nope")).isEqualTo("6:9 nope");
        assertThat(place(sql, "FROM")).isEqualTo("7:3 FROM");
        assertThat(place(sql, "7")).isEqualTo("6:5 :");
        assertThat(place(sql, " E'it''s")).startsWith("3:10 :'x'");
        assertThat(sql.span().position()).hasToString("3:3");
    }

    @Test
    void placesGoThroughAPassageThatIsItselfIndentedInItsFile() {
        String yaml = "sql: |\n    SELECT 1,\n\n      nope;\n";
        String text = "SELECT 1,\n\n  nope;\n";
        int[] offsets = new int[text.length() + 1];
        for (int i = 0, at = 11; i <= text.length(); i++) {
            offsets[i] = at;
            at += i < text.length() && text.charAt(i) == '\n' && i > 9 ? 5 : 1;
        }
        Source source = new Source("x.yaml", yaml);
        Passage sql = run(Passage.mapped(text, source.span(11, yaml.length()), offsets)).getFirst().sql();
        assertThat(place(sql, "nope")).isEqualTo("4:7 nope");
    }

    @Test
    void aStatementKnowsItsReferences() {
        Statement statement = run("SELECT :a, :'b', :\"c\", :{?d}, x::int;").getFirst();
        assertThat(statement.references()).extracting(Reference::kind).containsExactly(Reference.Kind.RAW,
                Reference.Kind.LITERAL, Reference.Kind.IDENTIFIER, Reference.Kind.TEST);
        assertThat(statement.references()).extracting(r -> r.place().text()).containsExactly(":a", ":'b'", ":\"c\"",
                ":{?d}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "+2.5", ".5", "1e-3", "true", "FALSE"})
    void numbersAndBooleansGoInAsTheyAre(String value) {
        variables.put("x", value);
        assertThat(sent("SELECT :x;")).isEqualTo("SELECT " + value + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1; DROP TABLE t", "now()", "", "1 --", "a", "1,2", "'x'", "NaN", "\n1"})
    void noOtherValueFromOutsideBecomesCode(String value) {
        variables.put("x", value);
        assertThatThrownBy(() -> run("SELECT 1,\n :x;")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problems().getFirst().place()).hasToString("x.sql:2:2");
            assertThat(refusal.problems().getFirst().advice()).contains(":'x'");
        });
    }

    @Test
    void norByWayOfSet() {
        variables.put("x", "1; DROP TABLE t");
        assertThatThrownBy(() -> run("\\set y :x\nSELECT :y;")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run("\\set y :x\n\\set z (:y)\nSELECT :z;")).isInstanceOf(Refusal.class);
        assertThat(sent("\\set y :'x'\nSELECT :y;")).isEqualTo("SELECT '1; DROP TABLE t';");
    }

    @Test
    void whatTheScriptItselfSpellsOutMayBeCode() {
        assertThat(sent("\\set x 'now()'\nSELECT :x;")).isEqualTo("SELECT now();");
    }

    @Test
    void aNegativeNumberBehindAMinusDoesNotBeginAComment() {
        variables.put("x", "-1");
        assertThat(sent("SELECT 5 -:x;")).isEqualTo("SELECT 5 - -1;");
    }

    @Test
    void nullIsNull() {
        variables.put("x", null);
        assertThat(sent("SELECT :x, :'x';")).isEqualTo("SELECT NULL, NULL;");
        assertThatThrownBy(() -> run("SELECT :\"x\";")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "half \uD83D surrogate"})
    void whatPostgresCantStoreIsRefused(String value) {
        variables.put("x", value);
        assertThatThrownBy(() -> run("SELECT :'x';")).isInstanceOf(Refusal.class).hasMessageContaining("\"x\"");
    }

    @Test
    void endingsSayWhatBecomesOfTheResult() {
        assertThat(run("SELECT 1; SELECT 2 \\gset p_\nSELECT 3 \\gexec\nSELECT 4 \\gx out.txt\nSELECT 5"))
                .extracting(Statement::ending).containsExactly(new Ending.Semicolon(),
                        new Ending.IntoVariables("p_"), new Ending.Execute(),
                        new Ending.Go("out.txt", java.util.Map.of("expanded", "on")), new Ending.EndOfScript());
    }

    @Test
    void inlineDataIsAStretchOfTheScript() throws IOException {
        CopyData data = run("COPY t FROM STDIN;\n1\ta\n2\tb\n\\.\n").getFirst().data();
        assertThat(java.util.Objects.requireNonNull(data).open()).hasContent("1\ta\n2\tb\n");
        assertThat(data.line()).isEqualTo(2);
    }

    @Test
    void aBackslashInAValueIsNoCommand() {
        Variables anything = new Variables(Variables.Raw.ANYTHING);
        anything.put("x", "\\! ls");
        ScriptRun run = new ScriptRun(Passage.of(new Source("x.sql", ":x\n")), null, Path.of("/"),
                file -> new Source("", ""), anything);
        assertThatThrownBy(run::next).isInstanceOf(Refusal.class);
    }
}
