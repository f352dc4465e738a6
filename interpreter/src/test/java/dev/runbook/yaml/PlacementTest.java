package dev.runbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Position;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the characters of a text stand in the file, however YAML had it written.
class PlacementTest {
    /// Every letter stands once in each text, so its place in the file is known.
    @ParameterizedTest
    @ValueSource(strings = {
            "a: bcd", "a: 'bcd'", "a: \"bcd\"", "a: b c d", "a: b\n  c\n  d", "a: b\n\n\n  c d", "a: 'b''c'",
            "a: 'b\n\n  c'",
            "a: \"b\\n\\tc\\x41d\\u00e9\"", "a: \"b\\\n   c\\\n\n   d\"", "a: \"b  \n\n   c\"", "a: \"\\U0001F600b\"",
            "a: \uD83D\uDE00 b\n  c", "a: |\n  bcd\n  efg\n", "a: |-\n  b\n\n   c\n    d\n  e\n\n", "a: |+\n  b\n\n\n",
            "a: |2\n    b\n  c\n", "a: |2-\n   b\n  c", "a: >\n  b\n  c\n\n  d\n\n\n  e\n",
            "a: >-\n  b\n    c\n    d\n\n  e",
            "a: >\n\n\n  b\n   c\n\n   d\n  e\n", "a: |\n\n\n  b\n", "a: >+\n  b\n  c\n\n\n", "a: | # why\n  b\n",
            "a: |\r\n  b\r\n  c\r\n", "a: >\r\n  b\r\n  c\r\n\r\n  d\r\n", "a: \"b\r\n  c\"",
            "a: |\n  b\t\n  \t\n  c\n",
            "a: |\n  b\n   \n  c\n", "- x\n- |\n b\n c", "a: >\n    b\n\n    c\n     d\n    e\nf: g", "a:\n  b\n  c"})
    void everyLetterIsFoundWhereItStands(String yaml) {
        Passage passage = last(yaml).passage();
        for (int i = 0; i < passage.text().length(); i++) {
            String letter = passage.text().substring(i, i + 1);
            Span place = passage.span(i, i + 1);
            if (letter.matches("[b-z]")) {
                assertThat(place.text()).as("the letter %s of %s", letter, passage.text()).isEqualTo(letter);
            } else if (letter.equals("\n") && !yaml.contains("\\n") && !yaml.contains("\\\n")) {
                assertThat(place.text()).as("a line break of %s", passage.text()).matches("[\r\n]?");
            }
        }
    }

    @Test
    void aPlaceInSqlBelowABarIsThatOfTheFile() {
        Scalar sql = last("steps:\n  - sql: |\n      SELECT count(*)\n      FROM odrers\n");
        int start = sql.text().indexOf("odrers");
        assertThat(sql.passage().span(start, start + 6).position()).isEqualTo(new Position(4, 12));
        assertThat(sql.passage().span(start, start + 6).text()).isEqualTo("odrers");
    }

    @Test
    void theEndOfATextIsBehindItsLastLetter() {
        Passage passage = last("a: \"b\\tc\"\nd: e").passage();
        assertThat(last("a: 'bcd'").passage().span(3, 3).start()).isEqualTo(7);
        assertThat(passage.text()).isEqualTo("e");
    }

    /// Texts of random lines, spaces and breaks, in all styles: the letters are found, none is guessed at.
    @Test
    void lettersAreFoundInRandomTextsToo() {
        Random random = new Random(20_261_120);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String body = IntStream.range(0, 1 + random.nextInt(14))
                    .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                    .collect(Collectors.joining());
            String yaml = STARTS.get(random.nextInt(STARTS.size())).replace("~", body);
            Problems problems = new Problems();
            if (YamlReader.read(new Source("x.yaml", yaml), problems) instanceof Mapping map && problems.isEmpty()
                    && map.get("a") instanceof Scalar scalar) {
                read++;
                assertThat(lettersMisplaced(scalar)).as(yaml).isEmpty();
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static final List<String> PIECES = List.of("b", "c", "d", " ", "  ", "\n  ", "\n   ", "\n\n  ", "\n  \n  ",
            "\\\n  ", "\\n", "''", "\\\"", "\n", "\r\n  ", "\t");
    private static final List<String> STARTS = List.of("a: ~", "a: '~'", "a: \"~\"", "a: |\n  ~", "a: >\n  ~",
            "a: |+\n  ~\n",
            "a: >-\n\n  ~\nz: y", "a: |1\n  ~", "a: >2+\n   ~\n\n");

    private static List<Integer> lettersMisplaced(Scalar scalar) {
        Passage passage = scalar.passage();
        return IntStream.range(0, passage.text().length()).filter(i -> Character.isLetter(passage.text().charAt(i)))
                .filter(i -> !passage.span(i, i + 1).text().equals(passage.text().substring(i, i + 1))).boxed()
                .toList();
    }

    private static Scalar last(String yaml) {
        Problems problems = new Problems();
        Node node = Objects.requireNonNull(YamlReader.read(new Source("x.yaml", yaml), problems));
        assertThat(problems.sorted()).isEmpty();
        while (!(node instanceof Scalar)) {
            node = switch (node) {
                case Mapping mapping -> mapping.entries().getLast().value();
                case Node.Sequence sequence -> sequence.items().getLast();
                case Scalar scalar -> scalar;
            };
        }
        return (Scalar) node;
    }
}
