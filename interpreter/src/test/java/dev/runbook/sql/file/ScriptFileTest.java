package dev.runbook.sql.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.Script;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Variables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A large script is its text without its data, in which every line keeps its number.
class ScriptFileTest {
    /// More than what is read at once.
    private static final int MANY = 20_000;

    @TempDir
    Path folder;

    private Source outline(String sql) throws IOException {
        return ScriptFile.outline("x.sql", Files.writeString(folder.resolve("x.sql"), sql));
    }

    @Test
    void dataIsLeftOutAndLinesKeepTheirNumbers() throws IOException {
        Source source = outline(
                "SELECT 1;\nCOPY t FROM stdin;\na\nb\nc\n\\.\nSELECT 2;\nCOPY u FROM stdin;\nd\n\\.\nend");
        assertThat(source.text())
                .isEqualTo("SELECT 1;\nCOPY t FROM stdin;\n\\.\nSELECT 2;\nCOPY u FROM stdin;\n\\.\nend");
        assertThat(source.position(source.text().indexOf("SELECT 2"))).hasToString("7:1");
        assertThat(source.position(source.text().indexOf("nd"))).hasToString("11:2");
        assertThat(source.position(source.text().indexOf("COPY t"))).hasToString("2:1");
        assertThat(source.line(7)).isEqualTo("SELECT 2;");
        assertThat(source.line(4)).isEmpty();
        assertThat(source.lines()).isEqualTo(11);
        assertThat(source.text().substring(source.lineStart(10))).startsWith("\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\r\n", "x\\.\n", "\\.x\n", "\\. \n", "\\\\.\n", "ü\t€\t𝄞\n", "\n", "\\N\t\\t\n",
            ";select '\n", "\\.\\.\n"})
    void dataOfAnyShapeIsReadBackAsItStands(String line) throws IOException {
        String data = line.repeat(MANY);
        Source source = outline("\uFEFFCOPY t FROM STDIN;\r\n" + data + "\\.\r\nSELECT 1;\n");
        ScriptRun run = new ScriptRun(Passage.of(source), null, folder, file -> source,
                new Variables(Variables.Raw.ANYTHING));
        CopyData copied = Objects.requireNonNull(((Statement) Objects.requireNonNull(run.next())).data());
        assertThat(copied.line()).isEqualTo(2);
        assertThat(run.line()).isEqualTo(MANY + 2);
        assertThat(new String(copied.open().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(data);
        ScriptItem behind = Objects.requireNonNull(run.next());
        assertThat(((Statement) behind).sql().text()).isEqualTo("SELECT 1;");
        assertThat(behind.place().position()).hasToString((MANY + 3) + ":1");
    }

    @Test
    void missingEndOfDataIsAProblemAtItsCopy() throws IOException {
        Source source = outline("SELECT 1;\n  COPY t FROM STDIN;\n" + "a\n".repeat(MANY));
        assertThat(Script.read(Passage.of(source), null, folder, file -> source).problems()).singleElement()
                .satisfies(problem -> assertThat(ProblemText.render(problem))
                        .contains("x.sql:2:3: error: COPY … FROM STDIN without \\. behind its data"));
    }

    @Test
    void aByteThatIsNotUtf8IsShownInItsLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("COPY t FROM STDIN;\n" + "ü\n".repeat(MANY) + "gr").getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFC);
        bytes.writeBytes("n\n\\.\n".getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("x.sql"), bytes.toByteArray());
        assertThatThrownBy(() -> ScriptFile.outline("x.sql", file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            Problem problem = refusal.problems().getFirst();
            assertThat(ProblemText.render(problem)).contains("x.sql:" + (MANY + 2) + ":3: error: this byte (0xFC)",
                    "gr\uFFFDn");
        });
    }

    @Test
    void whatIsUtf8IsWhatJavaTakesForIt() {
        Random random = new Random(4);
        byte[] all = {(byte) 0x80, (byte) 0xBF, (byte) 0x9F, (byte) 0xA0, (byte) 0x90, (byte) 0x8F, (byte) 0xC1,
                (byte) 0xC3, (byte) 0xE0, (byte) 0xE2, (byte) 0xED, (byte) 0xF0, (byte) 0xF1, (byte) 0xF4, (byte) 0xF5,
                'a'};
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = all[random.nextInt(all.length)];
            }
            Utf8Check check = new Utf8Check();
            boolean good = check.check(bytes, 0, 1) < 0 && check.check(bytes, 1, bytes.length) < 0
                    && check.isComplete();
            assertThat(good).as(java.util.HexFormat.of().formatHex(bytes)).isEqualTo(isUtf8(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    @Test
    void dataThatWasChangedSinceIsNotSent() throws IOException {
        String sql = "COPY t FROM STDIN;\n1\n2\n\\.\n";
        CopyData data = Objects.requireNonNull(Script
                .read(Passage.of(outline(sql)), null, folder, file -> new Source("", "")).statements().getFirst()
                .data());
        Path file = folder.resolve("x.sql");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(data.open()).as("touched").hasContent("1\n2\n");
        Files.writeString(file, sql.replace('2', '3'));
        assertThatThrownBy(data::open).isInstanceOf(IOException.class).hasMessageContaining("x.sql was changed");
        Files.writeString(file, "COPY");
        assertThatThrownBy(data::open).isInstanceOf(IOException.class).hasMessageContaining("x.sql was changed");
    }

    @Test
    void valuesThatMakeItAnotherScriptAreSaidAndNotGuessed() throws IOException {
        Source source = outline("SELECT :x;\nCOPY t FROM STDIN;\n1\n\\.\n");
        Variables variables = new Variables(Variables.Raw.ANYTHING);
        variables.put("x", "$a$");
        ScriptRun run = new ScriptRun(Passage.of(source), null, folder, file -> source, variables);
        assertThatThrownBy(run::next).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(ProblemText.render(refusal.problems())).contains("x.sql:4:1", "runner: psql"));
    }

    @Test
    void onlyTheFingerprintOfTheSameDataIsTheSame() throws IOException {
        String first = outline("COPY t FROM STDIN;\n1\n\\.\n").fingerprint();
        assertThat(outline("COPY t FROM STDIN;\n2\n\\.\n").fingerprint()).isNotEqualTo(first);
        assertThat(outline("COPY t FROM STDIN;\n1\n\\.\n").fingerprint()).isEqualTo(first);
    }
}
