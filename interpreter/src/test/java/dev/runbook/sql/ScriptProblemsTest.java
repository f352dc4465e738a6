package dev.runbook.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a script can't hold is said before anything runs, at its place.
class ScriptProblemsTest {
    private static final Map<String, String> FILES = Map.of("/scripts/self.sql", "\\i self.sql\n", "/scripts/a.sql",
            "SELECT 1;\n\\ir b.sql\n", "/scripts/b.sql", "\\ir a.sql\n", "/scripts/broken.sql",
            "SELECT 1;\nSELECT 'x;\n");

    private static Script read(String sql) {
        return Script.read(Passage.of(new Source("x.sql", sql)), Path.of("x.sql"), Path.of("/scripts"),
                ScriptProblemsTest::file);
    }

    private static Source file(Path file) throws java.io.IOException {
        if (file.endsWith("latin1.sql")) {
            throw new MalformedInputException(1);
        }
        String text = FILES.get(file.toString());
        if (text == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new Source(file.getFileName().toString(), text);
    }

    private static void assertProblem(String sql, String place, String title) {
        Script script = read(sql.replace("⏎", "\n"));
        assertThat(script.problems()).as(ProblemText.render(script.problems())).hasSize(1);
        Problem problem = script.problems().getFirst();
        assertThat(problem.title()).contains(title);
        assertThat(problem.place()).hasToString(place);
        assertThat(problem.advice()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
            "SELECT 1;⏎SELECT 'open;⏎SELECT 2; | x.sql:2:8 | unterminated quoted string",
            "SELECT E'a\\' ; | x.sql:1:8 | unterminated quoted string",
            "SELECT $a$ $b$; | x.sql:1:8 | unterminated dollar-quoted string",
            "SELECT 1 /* /* */; | x.sql:1:10 | unterminated comment",
            "SELECT 1 AS \"x; | x.sql:1:13 | unterminated quoted identifier",
            "SELECT (1, (2); | x.sql:1:8 | \"(\" that is never closed",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; | x.sql:1:33 | BEGIN without END",
            "\\if true⏎SELECT 1; | x.sql:1:1 | \\if without \\endif",
            "SELECT 1;⏎\\else⏎ | x.sql:2:1 | \\else without \\if",
            "\\endif | x.sql:1:1 | \\endif without \\if",
            "\\if true⏎\\else⏎\\elif true⏎\\endif | x.sql:3:1 | \\elif after \\else",
            "COPY t FROM STDIN;⏎1⏎2⏎ | x.sql:1:1 | without \\. behind its data",
            "\\copy t from stdin⏎1⏎ | x.sql:1:1 | without \\. behind its data",
            "SELECT 1;⏎  \\.⏎ | x.sql:2:3 | \\. is not taken"})
    void whatIsLeftOpenIsSaidWhereItWasOpened(String sql, String place, String title) {
        assertProblem(sql, place, title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
            "\\! rm -rf / | \\! is not taken", "\\c other | \\c is not taken", "\\d t | \\d is not taken",
            "\\dt+ | \\dt+ is not taken", "\\o out.txt | \\o is not taken", "\\watch 5 | \\watch is not taken",
            "\\prompt 'x' y | \\prompt is not taken", "\\set x `date` | backticks",
            "\\echo `date` | backticks", "\\copy t from program 'cat x' | \\copy with a program",
            "\\copy t to program 'cat' | \\copy with a program", "\\copy t from pstdin | pstdin",
            "\\copy t | \\copy ends too early", "\\copy t into x | expected FROM or TO",
            "\\set AUTOCOMMIT off | changes what psql sends", "\\set ON_ERROR_ROLLBACK on | changes what psql sends",
            "\\set SINGLELINE on | changes what psql sends", "\\set a-b 1 | can't be the name",
            "\\encoding latin1 | UTF-8", "\\timing maybe | on or off", "\\echo 'open | unterminated quote",
            "\\i | without a file", "\\unrestrict x | another key", "\\ech hi | \\ech is not taken"})
    void whatPsqlWouldDoAndARunbookDoesNotIsRefused(String sql, String title) {
        assertProblem("SELECT 1;\n" + sql + "\nSELECT 2;\n", "x.sql:2:" + column(sql), title);
        assertThat(read("SELECT 1;\n" + sql + "\nSELECT 2;\n").statements()).hasSize(2);
    }

    private static int column(String sql) {
        if (sql.contains("`")) {
            return sql.indexOf('`') + 1;
        }
        return sql.contains("'open")
                ? sql.indexOf('\'') + 1
                : sql.contains("a-b") ? 6 : sql.startsWith("\\copy") ? 7 : 1;
    }

    @Test
    void aPipeBehindGIsRefused() {
        assertProblem("SELECT 1 \\g | cat\n", "x.sql:1:10", "\\g with a command");
        assertProblem("SELECT 1 \\g |cat\n", "x.sql:1:10", "\\g with a command");
    }

    @Test
    void aMisspelledCommandIsRecognised() {
        assertThat(read("\\ech hi\n").problems().getFirst().advice()).contains("Did you mean \"echo\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\echo hi", "\\i self.sql", "\\! ls", "\\set x 1", "\\if true", "\\restrict again"})
    void restrictRestricts(String command) {
        assertProblem("\\restrict key\nSELECT 1;\n" + command + "\n\\unrestrict key\n", "x.sql:3:1",
                "behind \\restrict");
    }

    @Test
    void unrestrictWantsTheSameKey() {
        assertProblem("\\restrict key\n\\unrestrict other\n", "x.sql:2:1", "another key");
    }

    @Test
    void aFileThatIncludesItselfIsFound() {
        assertProblem("\\i self.sql\n", "self.sql:1:4", "includes itself");
        assertProblem("\\i a.sql\n", "b.sql:1:5", "includes itself");
    }

    @Test
    void aMissingFileIsFoundWhereItIsNamed() {
        assertProblem("SELECT 1;\n\\i nowhere/x.sql\n", "x.sql:2:4", "there is no such file");
    }

    @Test
    void aFileThatIsNotUtf8IsFound() {
        assertProblem("\\i latin1.sql\n", "x.sql:1:4", "is not UTF-8");
    }

    @Test
    void aProblemInAnIncludedFileIsShownThere() {
        assertProblem("\\i broken.sql\n", "broken.sql:2:8", "unterminated quoted string");
    }

    @Test
    void aMissingFileInABranchIsAWarning() {
        Script script = read("\\if :x\n\\i nowhere.sql\n\\endif\n");
        assertThat(script.isSound()).isTrue();
        assertThat(script.problems()).extracting(Problem::severity).containsExactly(Problem.Severity.WARNING);
    }

    @Test
    void allBranchesAreLookedThrough() {
        Script script = read("\\if :x\nSELECT 1;\n\\elif :y\nSELECT 2;\n\\if :z\nSELECT 3;\n\\endif\n"
                + "\\else\nSELECT 4;\n\\endif\nSELECT (1\n\\if :x\n)\n\\else\n, 2)\n\\endif\n;");
        assertThat(script.problems()).isEmpty();
        assertThat(script.statements()).hasSize(5);
    }

    @Test
    void aFileNamedByAVariableIsLeftForTheRun() {
        assertThat(read("\\i :file\n\\i x/:'file'\n").problems()).isEmpty();
    }

    @Test
    void aNulIsFound() {
        assertProblem("SELECT 'a\0b';", "x.sql:1:10", "a NUL character");
    }

    @Test
    void allProblemsAreFoundAtOnce() {
        assertThat(read("\\! a\nSELECT 1;\n\\c b\n\\if x\nSELECT 'y;\n").problems()).hasSize(3);
    }
}
