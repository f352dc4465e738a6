package dev.runbook.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts on their way into a report.
final class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two\nlines\tand a tab", "日本語 Größe naïve", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ✅", "مرحبا"})
    void whatIsSeenStaysAsItIs(String text) {
        assertThat(Visible.of(text)).isEqualTo(text);
    }

    @Test
    void whatIsNotSeenIsShown() {
        assertThat(Visible.of("a\u0000b\u0007c\rd\u007f")).isEqualTo("a␀b␇c␍d␡");
        assertThat(Visible.of("\u202egnp.exe\u200b\ufeff")).isEqualTo("⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+FEFF⟩");
        assertThat(Visible.of("\u001b[1;31mred\u001b[0m\u001b[2Jgone\r\n")).isEqualTo("red␛[2Jgone\n");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', value = {"category_id, category_id", "__init__, &#95;&#95;init&#95;&#95;",
            "a && b, a && b", "a &lt; b, a &amp;lt; b", "1 < 2, 1 &lt; 2", "a|b, a&#124;b", "12:30:45, 12:30:45",
            "a@b.c, a@&#8203;b.c", "#partners, #partners", "# x, &#35; x", "10. x, 10&#46; x", "2026-11-20, 2026-11-20",
            "-1, -1", "- x, &#45; x"})
    void markdownIsEscapedOnlyWhereItMeansSomething(String text, String escaped) {
        assertThat(MarkdownText.escape(text)).isEqualTo(escaped);
    }

    @Test
    void aFenceIsLongerThanAnyInTheText() {
        assertThat(Fence.around("plain")).isEqualTo("```");
        assertThat(Fence.around("a ```` b ``")).isEqualTo("`````");
    }

    @Test
    void aCutSaysHowMuchIsMissingAndSplitsNoCharacter() {
        assertThat(Cut.cell("x".repeat(100), 100)).hasSize(100);
        assertThat(Cut.cell("a".repeat(60) + "b".repeat(60), 30)).isEqualTo(
                "a".repeat(20) + " … (90 more characters) … " + "b".repeat(10));
        assertThat(Cut.cell("🛟".repeat(50), 31)).doesNotContain("?").satisfies(
                cut -> assertThat(cut.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'it''s', \"a\"\"b\", $tag$ body $$ x $tag$, E'\\'', 1.5e3 -- end", "/* open",
            "'open",
            "\"open", "$$ open", "E'\\", "-", "$", "", "select$1"})
    void highlightingLosesNothing(String sql) {
        assertThat(SqlTokens.of(sql).stream().map(SqlTokens.Token::text).collect(Collectors.joining())).isEqualTo(sql);
    }

    @Test
    void highlightingKnowsTheKindsOfTokens() {
        assertThat(SqlTokens.of("Select \"n\" + 1 -- c").stream().map(t -> t.kind() + ":" + t.text())).containsExactly(
                "keyword:Select", ": ", "name:\"n\"", ": + ", "number:1", ": ", "comment:-- c");
    }
}
