package dev.runbook.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.effect.TransactionAdvice;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.scan.Variables;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The time to read a script grows with its length and nothing else. What is quadratic would take days here.
class LargeScriptTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SIZE = 1_000_000;

    private static Script read(String sql) {
        return Script.read(Passage.of(new Source("x.sql", sql)), null, Path.of("/"), file -> {
            throw new NoSuchFileException(file.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "'", "''", "\"", "$a", "$", "$a$", "/*", "*/", "--", "\\", "\\;", ":'a", ":\"a",
            ":{?a", ":", ":a", "'a' ", "'a'\n", "1e", ".", ";", ";\n", "\n", "\r\n", "x", "+-", "*/*", "\\if 1\n",
            "\\endif\n", "\\echo '\n", "COPY t FROM STDIN;\n", "create function begin case ", "e'\\", "U&", "\0"})
    void anythingRepeatedIsReadInTime(String piece) {
        String text = piece.repeat(SIZE / piece.length());
        assertTimeoutPreemptively(LONG, () -> assertThat(TransactionAdvice.of(read(text))).isNotNull());
    }

    @Test
    void inlineDataOfAnyLengthIsOneItem() {
        String text = "COPY t FROM STDIN;\n" + "1\tx;'\n".repeat(SIZE) + "\\.\nSELECT 1;\n";
        assertTimeoutPreemptively(LONG, () -> assertThat(read(text).items()).hasSize(2));
    }

    @Test
    void manyStatementsAreGivenOutOneByOne() {
        String text = "INSERT INTO t VALUES (1, 'some text; or other', now());\n".repeat(SIZE / 50);
        Variables variables = new Variables(Variables.Raw.ANYTHING);
        ScriptRun run = new ScriptRun(Passage.of(new Source("x.sql", text)), null, Path.of("/"),
                file -> new Source("", ""), variables);
        assertTimeoutPreemptively(LONG, () -> {
            int count = 0;
            for (ScriptItem item = run.next(); item != null; item = run.next()) {
                count++;
            }
            assertThat(count).isEqualTo(SIZE / 50);
        });
    }
}
