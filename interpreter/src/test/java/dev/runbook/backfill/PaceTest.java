package dev.runbook.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void aBatchGrowsAndShrinksTowardsItsTime() {
        Pace pace = new Pace(1_000, 5_000, Duration.ofMillis(500));
        pace.took(Duration.ofMillis(400), true);
        assertThat(pace.rows()).isEqualTo(1_250);
        pace.took(Duration.ofMillis(1), true);
        assertThat(pace.rows()).as("at most twice as many").isEqualTo(2_500);
        pace.took(Duration.ofMillis(1), true);
        pace.took(Duration.ofMillis(1), true);
        assertThat(pace.rows()).as("at most as many as said").isEqualTo(5_000);
        pace.took(Duration.ofHours(1), true);
        assertThat(pace.rows()).isEqualTo(2_500);
    }

    @Test
    void aLastBatchOfFewRowsSaysNothing() {
        Pace pace = new Pace(1_000, 5_000, Duration.ofMillis(500));
        pace.took(Duration.ofMillis(1), false);
        assertThat(pace.rows()).isEqualTo(1_000);
    }

    @Test
    void aBatchThatMetALockIsHalvedAndGrowsBack() {
        Pace pace = new Pace(5, 5_000, null);
        pace.met();
        assertThat(pace.rows()).isEqualTo(2);
        pace.met();
        pace.met();
        assertThat(pace.rows()).isEqualTo(1);
        pace.took(Duration.ofMillis(1), true);
        pace.took(Duration.ofMillis(1), true);
        pace.took(Duration.ofMillis(1), true);
        assertThat(pace.rows()).isEqualTo(5);
    }
}
