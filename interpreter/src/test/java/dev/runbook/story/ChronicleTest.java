package dev.runbook.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.evidence.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a run was before it was cut off is not told twice when it is told again.
class ChronicleTest {
    private static final StepRef STEP = new StepRef("a", null, StepRef.Phase.FORWARD, "A", "sql");
    private static final Verdict GOOD = new Verdict(Verdict.Grade.PASSED, "value", "1", "1", List.of());

    @Test
    void aCheckThatWasJudgedBeforeACrashIsJudgedOnce() {
        Chronicle chronicle = new Chronicle();
        chronicle.accept(new Event.RunStarted(Instant.EPOCH, header(), List.of(STEP)));
        chronicle.accept(new Event.StepStarted(Instant.EPOCH, STEP, null, List.of()));
        chronicle.accept(new Event.Judged(Instant.EPOCH, STEP, GOOD));
        chronicle.accept(new Event.Judged(Instant.EPOCH, STEP, GOOD));
        chronicle.accept(new Event.TakenUp(Instant.EPOCH, "resume", "ops", "here", List.of()));
        assertThat(chronicle.record().steps().getFirst().verdicts()).hasSize(2);
        chronicle.accept(new Event.Judged(Instant.EPOCH, STEP, GOOD));
        chronicle.accept(new Event.Judged(Instant.EPOCH, STEP, GOOD));
        chronicle.accept(new Event.StepFinished(Instant.EPOCH, STEP, Status.PASSED, Duration.ZERO, Map.of(),
                List.of(), null, ""));
        assertThat(chronicle.record().steps().getFirst().verdicts()).hasSize(2);
    }

    private static RunHeader header() {
        return new RunHeader("r", "r", "R", "", "", "", "r.yaml", "", "", "ops", "here", "0", "", false,
                new RunHeader.Server("", "", "", "", "primary", ""), Map.of(), null, List.of());
    }
}
