package dev.runbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Position;
import dev.runbook.source.Source;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"0052", "12:30:00", "on", "1.10", "0x1F", "1e3", "yes", "2026-11-20", "+1", "1_000", "-.5",
            "a - b"})
    void aTextIsWhatWasWritten(String text) {
        assertThat(scalar("a: " + text).text()).isEqualTo(text);
        assertThat(scalar("a: '" + text + "'").value()).isEqualTo(Value.of(text));
    }

    @ParameterizedTest
    @CsvSource({"12,integer", "0052,integer", "0x1F,integer", "0o17,integer", "-3,integer", "1.5,number", "1e3,number",
            ".5,number", ".inf,number", "true,boolean", "False,boolean", "yes,string", "on,string", "12:30:00,string",
            "1_000,string", "null,null", "~,null", "123456789012345678901234567890,string", "0b11,string",
            "1.2.3,string"})
    void aPlainScalarIsTypedByTheCoreSchema(String text, String type) {
        assertThat(scalar("a: " + text).value().type()).isEqualTo(type);
    }

    @Test
    void numbersKeepTheirValue() {
        assertThat(scalar("a: 017").value()).isEqualTo(Value.of(17));
        assertThat(scalar("a: 0o17").value()).isEqualTo(Value.of(15));
        assertThat(scalar("a: 0xff").value()).isEqualTo(Value.of(255));
        assertThat(scalar("a: -9223372036854775808").value()).isEqualTo(Value.of(Long.MIN_VALUE));
        assertThat(scalar("a: -.inf").value()).isEqualTo(Value.of(Double.NEGATIVE_INFINITY));
    }

    @Test
    void onlyPlainScalarsAreNull() {
        assertThat(scalar("a:").isNull()).isTrue();
        assertThat(scalar("a: ''").isNull()).isFalse();
        assertThat(scalar("a: 'null'").isNull()).isFalse();
    }

    @Test
    void keysAreTextsWhateverTheyLookLike() {
        assertThat(read("null: 1\ntrue: 2\n3: 4\n").keys()).containsExactly("null", "true", "3");
    }

    @Test
    void aMappingKnowsItsEntries() {
        Mapping map = read("b: 1\na: {c: [x, y]}\n");
        assertThat(map.keys()).containsExactly("b", "a");
        assertThat(map.get("z")).isNull();
        assertThat(map.find("z")).isNull();
        assertThat(map.has("a")).isTrue();
        assertThat(map.value()).isEqualTo(Value.of(Map.of("b", Value.of(1), "a",
                Value.of(Map.of("c", Value.of(List.of(Value.of("x"), Value.of("y"))))))));
    }

    @Test
    void everyNodeKnowsItsPlace() {
        Mapping map = read("# first\na:\n  - b: |\n      text\n      more\n\n  - \"q\"\nc: {d: [1]}\n");
        assertThat(map.span().position()).isEqualTo(new Position(2, 1));
        assertThat(Objects.requireNonNull(map.get("a")).span().text()).startsWith("- b").endsWith("\"q\"");
        assertThat(Objects.requireNonNull(map.get("c")).span().text()).isEqualTo("{d: [1]}");
        Entry c = Objects.requireNonNull(map.find("c"));
        assertThat(c.key().span().position()).isEqualTo(new Position(8, 1));
    }

    @Test
    void placesAreRightBehindCharactersOfTwoUnits() {
        Mapping map = read("a: \uD83D\uDE00\uD83D\uDE00\nb: {\uD83D\uDE00: c}\n");
        assertThat(Objects.requireNonNull(map.get("a")).span().text()).isEqualTo("\uD83D\uDE00\uD83D\uDE00");
        Mapping b = (Mapping) Objects.requireNonNull(map.get("b"));
        assertThat(b.span().text()).isEqualTo("{\uD83D\uDE00: c}");
        assertThat(b.entries().getFirst().value().span().position()).isEqualTo(new Position(2, 8));
    }

    @Test
    void anAliasIsTheNodeThatItsAnchorNames() {
        Mapping map = read("a: &x [1, 2]\nb: *x\n");
        assertThat(map.get("b")).isSameAs(map.get("a"));
        assertThat(Objects.requireNonNull(map.get("b")).span().text()).isEqualTo("[1, 2]");
    }

    @Test
    void aCommentBehindAValueIsNoLossWhereACommentIsMeant() {
        assertThat(read("runbook: x  # its id\nrisk: low # low | medium\nsteps: # all\n  - a: 1 # one\n").keys())
                .hasSize(3);
        assertThat(scalar("a: b#c").text()).isEqualTo("b#c");
    }

    private static Scalar scalar(String yaml) {
        return (Scalar) Objects.requireNonNull(read(yaml).get("a"));
    }

    private static Mapping read(String yaml) {
        Problems problems = new Problems();
        Node node = YamlReader.read(new Source("x.yaml", yaml), problems);
        assertThat(problems.sorted()).isEmpty();
        return (Mapping) Objects.requireNonNull(node);
    }
}
