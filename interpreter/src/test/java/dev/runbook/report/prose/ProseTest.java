package dev.runbook.report.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.report.prose.Prose.Block;
import dev.runbook.report.prose.Prose.Item;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people write in descriptions, and what they leave open.
final class ProseTest {

    @Test
    void paragraphsListsHeadingsCodeAndTablesStayWhatTheyAre() {
        assertThat(shown("""
                # Before you begin

                Two lines
                of one paragraph.

                - first, which
                  goes on
                - second
                  1. one
                  2. two

                     more of two
                - third

                After the list.
                3. is no list in a paragraph

                ```sql
                SELECT 1;

                  -- indented
                ```
                | a | b |
                |---|---|
                | 1 | 2 |

                    indented code
                ---
                > quoted
                """)).isEqualTo("""
                P <Before you begin>
                P Two lines of one paragraph.
                L0 - first, which goes on
                L0 - second
                L1 1. one
                L1 2. two

                more of two
                L0 - third
                P After the list. 3. is no list in a paragraph
                B sql: SELECT 1;

                  -- indented
                B text: | a | b |
                |---|---|
                | 1 | 2 |
                B text: indented code
                P quoted""");
    }

    @ParameterizedTest
    @CsvSource({"run `a*b*` now,run {a*b*} now", "``a ` b``,{a ` b}",
            "**never** by *hand* or _by chance_,<never> by [hand] or [by chance]",
            "2 * 3 * 4,2 * 3 * 4", "snake_case_name,snake_case_name", "* alone*,* alone*",
            "see [the page](https://x.example/a),see the page (https://x.example/a)",
            "at <https://x.example/>,at https://x.example/", "an `open one,an `open one", "**open,**open",
            "a <b>bold</b> word,a <b>bold</b> word"})
    void codeAndStressAreReadWithinALine(String markdown, String shown) {
        assertThat(shown("x " + markdown)).isEqualTo("P x " + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"```\nnever closed\n\n# no heading", "~~~~sql\nx\n```\ny", "<details>\n<summary>x",
            "<!-- x", "    ", "", "|", "- ", "-", "1.", "`", "[x](", "***", "> ",
            "- a\n\n\n      deep\n  - b\n      - c\n            - d\n- e", "1) x\n  * y"})
    void nothingThatIsLeftOpenLosesAWord(String text) {
        String words = shown(text);
        for (String word : List.of("never closed", "no heading", "<details>", "<summary>x", "<!-- x", "deep")) {
            assertThat(words.contains(word)).as(word).isEqualTo(text.contains(word));
        }
    }

    @Test
    void itemsKnowTheirDepth() {
        assertThat(Prose.of("- a\n  - b\n    1) c\n- d").getFirst().items())
                .extracting(Item::depth, Item::marker, Item::indent).map(Object::toString)
                .containsExactly("(0, \"-\", \"\")", "(1, \"-\", \"  \")", "(2, \"1.\", \"    \")", "(0, \"-\", \"\")");
    }

    /// Advice quotes what a server says.
    @Test
    void anAdviceKeepsItsStars() {
        assertThat(Prose.ofAdvice("Look at `a`\n- and **b** in [c](d).").getFirst().runs()).containsExactly(
                Run.words("Look at "),
                new Run(true, false, false, "a"), Run.words(" - and **b** in [c](d)."));
    }

    private static String shown(String text) {
        return Prose.of(text).stream().map(ProseTest::shown).collect(Collectors.joining("\n"));
    }

    private static String shown(Prose part) {
        Block block = part.block();
        return block != null
                ? "B " + block.language() + ": " + block.text()
                : part.anyItems()
                        ? part.items().stream()
                                .map(item -> "L" + item.depth() + " " + item.marker() + " " + shown(item.runs()))
                                .collect(Collectors.joining("\n"))
                        : "P " + shown(part.runs());
    }

    private static String shown(List<Run> runs) {
        return runs.stream().map(run -> run.code()
                ? "{" + run.text() + "}"
                : run.strong() ? "<" + run.text() + ">" : run.emphasis() ? "[" + run.text() + "]" : run.text())
                .collect(Collectors.joining());
    }
}
