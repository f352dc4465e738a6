package dev.runbook.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.story.Followup.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When follow-up checks are due: turns are counted from the end of the run, and none is forgotten.
class FollowupTest {
    private static final Instant END = Instant.parse("2026-03-01T02:00:00Z");
    private static final Followup HOURLY = followup(Duration.ofHours(1), Duration.ofHours(4));

    @Test
    void theFirstIsDueOneIntervalAfterTheRun() {
        assertThat(HOURLY.turns()).isEqualTo(4);
        assertThat(standing(HOURLY, 59)).isEqualTo(new Standing(0, 0, 0, false, after(60)));
        assertThat(standing(HOURLY, 60)).isEqualTo(new Standing(1, 0, 0, true, after(60)));
    }

    @Test
    void aCheckCountsForTheTurnThatIsOn() {
        assertThat(standing(HOURLY, 70, 65)).isEqualTo(new Standing(1, 1, 0, false, after(120)));
        assertThat(standing(HOURLY, 130, 65)).isEqualTo(new Standing(2, 1, 0, true, after(120)));
        assertThat(standing(HOURLY, 70, 30)).as("too early counts for none").isEqualTo(
                new Standing(1, 0, 0, true, after(60)));
    }

    @Test
    void whatWasMissedIsSaid() {
        assertThat(standing(HOURLY, 200, 65)).isEqualTo(new Standing(3, 1, 1, true, after(180)));
    }

    @Test
    void theLastTurnStaysDueUntilItIsChecked() {
        assertThat(standing(HOURLY, 60 * 24)).isEqualTo(new Standing(4, 0, 3, true, after(240)));
        assertThat(standing(HOURLY, 60 * 24, 60 * 20).over()).isTrue();
    }

    @Test
    void withoutAnIntervalThereIsOneDueAtOnce() {
        Followup once = followup(null, Duration.ofDays(1));
        assertThat(standing(once, 0)).isEqualTo(new Standing(1, 0, 0, true, END));
        assertThat(standing(once, 10, 5).over()).isTrue();
    }

    @Test
    void withoutAnEndThereIsAlwaysANext() {
        Followup daily = followup(Duration.ofDays(1), null);
        assertThat(daily.turns()).isNull();
        assertThat(standing(daily, 60 * 24 * 30, 60 * 24 * 30).next()).isEqualTo(END.plus(Duration.ofDays(31)));
    }

    private static Followup followup(@Nullable Duration every, @Nullable Duration window) {
        return new Followup("followups.1", "Slow queries", every, window);
    }

    private static Standing standing(Followup followup, int minutes, int... made) {
        List<Instant> checks = Arrays.stream(made).mapToObj(FollowupTest::after).toList();
        return followup.at(after(minutes), END, checks);
    }

    private static Instant after(int minutes) {
        return END.plus(Duration.ofMinutes(minutes));
    }
}
