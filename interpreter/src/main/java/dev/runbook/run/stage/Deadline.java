package dev.runbook.run.stage;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.model.Step;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When the time of a group is up.
///
/// @param group what it is called
/// @param limit how long it may take
public record Deadline(Instant at, String group, Duration limit) {

    static @Nullable Deadline earlier(@Nullable Deadline one, @Nullable Deadline other) {
        return one == null || other != null && other.at.isBefore(one.at) ? other : one;
    }

    public boolean passed(Instant now) {
        return !now.isBefore(at);
    }

    /// A step with no more time than is left; at least a millisecond, so that the limit is one.
    public Step limited(Step step, Instant now) {
        Duration left = Duration.between(now, at);
        Duration own = step.flow().timeout();
        Duration least = left.isPositive() ? left : Duration.ofMillis(1);
        return own != null && own.compareTo(least) <= 0 ? step : step.with(step.flow().within(least));
    }

    /// What a step failed with, when it was not its own time that was up.
    public Observation explained(Observation seen, Step step, Instant now) {
        Failure failure = seen.failure();
        Duration own = step.flow().timeout();
        return failure == null || !failure.code().equals("timeout") || !passed(now)
                || own != null && own.compareTo(limit) <= 0
                        ? seen
                        : seen.failing(new Failure(failure().title(), "timeout", failure.advice(), failure.facts()));
    }

    /// The failure of a step that had no time left to begin.
    public Failure failure() {
        return Failure.of("timeout",
                "timed out: the " + Durations.format(limit) + " of \"" + group + "\" are over",
                "They are for all its steps together.");
    }
}
