package dev.runbook.report;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.evidence.Waiting;
import dev.runbook.story.Chronicle;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a story to a chronicle, on a clock of its own.
final class Teller {
    private final Chronicle chronicle = new Chronicle();
    private Instant now = Instant.parse("2026-11-20T02:14:07Z");

    Teller begin(RunHeader header, List<StepRef> outline) {
        return tell(new Event.RunStarted(now, header, outline));
    }

    Teller tell(Event event) {
        chronicle.accept(event);
        return this;
    }

    Teller pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    static StepRef step(String key, String name, String kind) {
        return new StepRef(key, null, Phase.FORWARD, name, kind);
    }

    Teller start(StepRef step, @Nullable Duration estimate, Fact... source) {
        return tell(new Event.StepStarted(now, step, estimate, List.of(source)));
    }

    Teller judge(StepRef step, Verdict verdict) {
        return tell(new Event.Judged(now, step, verdict));
    }

    Teller answer(StepRef step, String question, String answer, String by) {
        return tell(new Event.Answered(now, step, question, answer, by));
    }

    /// A try ends after so long, another begins after a pause.
    Teller tried(StepRef step, Duration took, Failure failure, Duration pause, int left) {
        return tell(new Event.Tried(now, step, took, failure, pause, left)).pass(pause);
    }

    Teller waiting(StepRef step, Waiting waiting) {
        return tell(new Event.Watched(now, step, List.of("seen"), waiting));
    }

    Teller armed(StepRef step) {
        return tell(new Event.Armed(now, step));
    }

    Teller disarmed(StepRef step, String why) {
        return tell(new Event.Disarmed(now, step, why));
    }

    Teller finish(StepRef step, Status status, Duration took, String summary, Fact... facts) {
        return pass(took).tell(new Event.StepFinished(now, step, status, took, Map.of(), List.of(facts), null,
                summary));
    }

    Teller fail(StepRef step, Duration took, @Nullable Failure failure, Fact... facts) {
        return pass(took).tell(new Event.StepFinished(now, step, Status.FAILED, took, Map.of(), List.of(facts),
                failure, ""));
    }

    Teller end(Ending ending, String state) {
        return tell(new Event.RunFinished(now, ending, state));
    }

    RunRecord record() {
        return chronicle.record();
    }
}
