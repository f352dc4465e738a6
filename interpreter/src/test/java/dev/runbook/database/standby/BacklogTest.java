package dev.runbook.database.standby;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog lag = new Backlog();

    @Test
    void aStandbyThatHasReplayedEverythingIsNotBehind() {
        assertThat(at(0, 100, 100)).isZero();
        assertThat(at(60, 200, 200)).isZero();
    }

    @Test
    void aStandbyThatStandsStillFallsBehindByTheClock() {
        assertThat(at(0, 100, 90)).isZero();
        assertThat(at(5, 300, 90)).isEqualTo(Duration.ofSeconds(5));
        assertThat(at(9, 300, 90)).isEqualTo(Duration.ofSeconds(9));
        assertThat(at(10, 300, 100)).as("it has replayed what was there at 0, not what was there at 5")
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(at(11, 300, 300)).isZero();
    }

    private Duration at(int seconds, long written, long replayed) {
        return lag.at(Duration.ofSeconds(seconds).toNanos(), written, replayed);
    }
}
