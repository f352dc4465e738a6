package dev.runbook.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    @Test
    void theFirstMatchAndItsGroupsAreGiven() throws Regex.Failure {
        assertThat(Regex.of("(\\w+)=(\\d+)(x)?").groups("a b=12 c=3")).containsExactly("b=12", "b", "12", null);
        assertThat(Regex.of("(?P<a_name>x+)").groups("axxb")).containsExactly("xx", "xx");
        assertThat(Regex.of("z").groups("a")).isEmpty();
    }

    @Test
    void aSearchThatRunsAwayIsGivenUp() throws Regex.Failure {
        Regex regex = Regex.of("(.*)*x$");
        assertThatThrownBy(() -> regex.isFoundIn("a".repeat(5_000) + "!")).isInstanceOf(Regex.Failure.class)
                .hasMessageContaining("too many steps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*)*x$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a*)*b", "(a|a?)+b",
            "(.*a){20}b", "(x+x+)+y"})
    void everySearchEndsInGoodTime(String pattern) throws Regex.Failure {
        Regex regex = Regex.of(pattern);
        long start = System.nanoTime();
        try {
            assertThat(regex.isFoundIn("a".repeat(5_000) + "!" + "x".repeat(5_000) + "!")).isFalse();
        } catch (Regex.Failure e) {
            assertThat(e.reason()).isNotEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anAlternativePerCharacterIsFineInALongText() throws Regex.Failure {
        assertThat(Regex.of("(.|\\n)*done").isFoundIn("a line\n".repeat(5_000) + "done")).isTrue();
    }

    @Test
    void aTextTooLongForAPatternIsAFailureNotACrash() throws Regex.Failure {
        Regex regex = Regex.of("^(a|b)*$");
        assertThatThrownBy(() -> regex.isFoundIn("ab".repeat(2_000_000))).isInstanceOf(Regex.Failure.class)
                .hasMessageContaining("[ab]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "[a", "*", "a**", "\\", "(?=a)", "(a)\\1", "\\h", "[[:nope:]]", "a{1001}",
            "\\xZZ",
            "\\p{Nope}", "[b-a]", "(?<=a)b", "[\\b]"})
    void whatRe2DoesNotTakeIsRefused(String pattern) {
        assertThatThrownBy(() -> Regex.of(pattern)).isInstanceOf(Regex.Failure.class);
    }

    @Test
    void aPatternOfAThousandBracketsIsNoCrash() {
        assertThatThrownBy(() -> Regex.of("(".repeat(100_000))).isInstanceOf(Regex.Failure.class);
    }
}
