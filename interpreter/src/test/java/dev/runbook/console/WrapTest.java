package dev.runbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines on terminals of any width.
final class WrapTest {
    private static final String SAID = """
            Backfill partners.category_id and enforce its foreign key (partners-fk)
            on a at 127.0.0.1:5432 as postgres (PostgreSQL 15.18, primary)
              ✗ \u001b[1mApply the migration that adds the column\u001b[0m  2.2s
                  \u001b[1;31mvalue: expected "a rather long value", found null and nothing else\u001b[0m
              ✓ 分類のない相手先をすべて数えて記録しそれから全部もう一度数える 🛟🛟 👩🏽‍🚒👩🏽‍🚒  1s

            NOT everything has been undone. Undone, last first: Make a table (make). Still in effect: Fill it (fill).""";

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120, 200})
    void noLineIsWiderThanTheTerminalAndNoWordIsBroken(int columns) {
        String wrapped = Wrap.words(SAID, columns);
        assertThat(wrapped.lines()).allSatisfy(line -> assertThat(
                LiveText.width(line.replaceAll("\u001b\\[[0-9;]*m", ""))).as(line).isLessThanOrEqualTo(columns));
        assertThat(wrapped.replaceAll("\\s+", "")).isEqualTo(SAID.replaceAll("\\s+", ""));
        assertThat(wrapped.split("\\s+")).containsAll(List.of("partners.category_id", "(PostgreSQL", "everything"));
        assertThat(wrapped).contains("👩🏽‍🚒");
    }

    @Test
    void whatFollowsStandsUnderTheWordsOfItsLine() {
        assertThat(Wrap.words(SAID, 40).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo("""
                Backfill partners.category_id and
                enforce its foreign key (partners-fk)
                on a at 127.0.0.1:5432 as postgres
                (PostgreSQL 15.18, primary)
                  ✗ Apply the migration that adds the
                    column  2.2s
                      value: expected "a rather long
                        value", found null and nothing
                        else
                  ✓ 分類のない相手先をすべて数えて記録し
                    それから全部もう一度数える 🛟🛟
                    👩🏽‍🚒👩🏽‍🚒  1s

                NOT everything has been undone. Undone,
                last first: Make a table (make). Still
                in effect: Fill it (fill).""");
    }

    @Test
    void theAnswerStandsAfterItsQuestion() {
        assertThat(Wrap.words("  ? \"Fill it\" failed. What now?\n    [retry / stop] ", 20)).isEqualTo(
                "  ? \"Fill it\"\n    failed. What\n    now?\n    [retry / stop] ");
        assertThat(Wrap.words("    What now? [retry / rollback] ", 22))
                .isEqualTo("    What now? [retry /\n      rollback] ");
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Wrap.words(SAID, 200)).isEqualTo(SAID);
        assertThat(Wrap.words("12345678901234567890", 20)).isEqualTo("12345678901234567890");
        assertThat(Wrap.words("a  b   c\n\n  d ", 20)).isEqualTo("a  b   c\n\n  d ");
        assertThat(Wrap.words(SAID, 5)).isEqualTo(SAID);
    }

    /// A path that is broken can't be copied.
    @Test
    void aWordThatIsWiderThanTheTerminalStaysWhole() {
        assertThat(Wrap.words("  ✓ Back it up to /srv/backups/partners-2026-11-20.dump now", 20)).isEqualTo(
                "  ✓ Back it up to\n    /srv/backups/partners-2026-11-20.dump\n    now");
    }
}
