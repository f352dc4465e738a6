package dev.runbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.source.Position;
import dev.runbook.source.Span;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileYamlTest {
    /// Far more than the few seconds that any of these takes on a machine with something else to do.
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aBillionLaughsAreNotLaughed() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        assertThat(only(bomb.toString()).title()).startsWith("this file has more than 50,000 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void aHundredThousandLevelsAreRefusedAtTheHundredth(String opening) {
        assertThat(only(opening.repeat(100_000)).title()).isEqualTo("this is nested more than 100 levels deep");
    }

    @Test
    void blocksNestedTooDeepAreRefusedToo() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            deep.append(" ".repeat(i)).append("a:\n");
        }
        Problem problem = only(deep.toString());
        assertThat(problem.title()).isEqualTo("this is nested more than 100 levels deep");
        assertThat(position(problem)).isEqualTo(new Position(101, 101));
    }

    @Test
    void aFileOfTwentyMegabytesIsNotEvenParsed() {
        assertThat(only("a: " + "x".repeat(20_000_000)).title()).isEqualTo("the file x.yaml is larger than 1 MB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x ", "x\n  ", "'", "\"", "#", "\\", "€", "\uD83D\uDE00"})
    void oneTextOfNearlyAMegabyteIsReadInTime(String piece) {
        int times = 1_000_000 / piece.getBytes(StandardCharsets.UTF_8).length;
        List<Problem> problems = problems(("a: x" + piece.repeat(times)).getBytes(StandardCharsets.UTF_8));
        assertThat(problems).hasSizeLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n", "[],", "- {}\n", "a: 1\n", "? ", "- - ", "a:\n", "&a ", "*a ", "!", "%", "---\n",
            "\t",
            "|\n", "'' ", "\"\\", ": ", "a: b: ", "#\n", "\r", "- |\n  x\n"})
    void anythingRepeatedForeverIsReadOrRefusedInTime(String piece) {
        for (String start : List.of("", "[", "{", "\"", "a: |\n ")) {
            String text = start + piece.repeat(900_000 / piece.length());
            assertThat(problems(text.getBytes(StandardCharsets.UTF_8))).hasSizeLessThanOrEqualTo(101);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsOfUnicodeAreNamed(String charset) {
        for (String mark : List.of("", "\uFEFF")) {
            byte[] bytes = (mark + "runbook: x\n").getBytes(Charset.forName(charset));
            assertThat(onlyOf(bytes).title()).isEqualTo("this file is not UTF-8 but " + charset);
        }
    }

    @Test
    void aByteOrderMarkOfUtf8IsNoPartOfTheText() {
        Problems problems = new Problems();
        Node node = YamlReader.read("x.yaml", "\uFEFFa: 1\n".getBytes(StandardCharsets.UTF_8), problems);
        assertThat(problems.isEmpty()).isTrue();
        assertThat(Objects.requireNonNull(node).span().position()).isEqualTo(new Position(1, 1));
        assertThat(((Node.Mapping) node).keys()).containsExactly("a");
    }

    @Test
    void aByteThatIsNotUtf8IsShownWhereItStands() {
        Problem problem = onlyOf("a: 1\nb: caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problem.title()).isEqualTo("this byte (0xE9) is not UTF-8");
        assertThat(position(problem)).isEqualTo(new Position(2, 7));
    }

    @Test
    void aFileCutInTheMiddleOfACharacterIsNotUtf8() {
        assertThat(onlyOf(new byte[]{'a', ':', ' ', (byte) 0xE2, (byte) 0x82}).title()).contains("is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', '\u0007', '\u001B', '\u007F', '\u0080', '\uFFFE'})
    void controlCharactersAreRefusedWhereTheyStand(char control) {
        Problem problem = only("a: 1\nb: x" + control + "y\n");
        assertThat(problem.title()).isEqualTo("a control character (U+%04X) stands here".formatted((int) control));
        assertThat(position(problem)).isEqualTo(new Position(2, 5));
    }

    @Test
    void thousandsOfDuplicateKeysEndInAShortList() {
        List<Problem> problems = problems("a: 1\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        assertThat(problems).hasSize(11);
        assertThat(problems.getLast().title()).isEqualTo("nothing is read behind this: too many keys are wrong");
    }

    @Test
    void aFileThatIsNotThereIsAProblem(@TempDir Path directory) throws IOException {
        Problems problems = new Problems();
        assertThat(YamlReader.read(directory.resolve("none.yaml"), problems)).isNull();
        assertThat(YamlReader.read(directory, problems)).isNull();
        Files.writeString(directory.resolve("good.yaml"), "a: 1");
        assertThat(YamlReader.read(directory.resolve("good.yaml"), problems)).isNotNull();
        assertThat(problems.sorted()).extracting(Problem::title).containsExactly(
                "there is no file " + directory.resolve("none.yaml"), "the file " + directory + " can't be read");
    }

    private static Problem only(String text) {
        return onlyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem onlyOf(byte[] bytes) {
        List<Problem> problems = problems(bytes);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<Problem> problems(byte[] bytes) {
        return assertTimeoutPreemptively(SOON, () -> {
            Problems problems = new Problems();
            YamlReader.read("x.yaml", bytes, problems);
            return problems.sorted();
        });
    }

    private static Position position(Problem problem) {
        Span place = Objects.requireNonNull(problem.place());
        return place.position();
    }
}
