package dev.runbook.story;

import dev.runbook.evidence.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What happened in the course of one step: the tries that failed before its last one, and who waited for whom.
public record Course(List<Try> tries, List<Wait> waits) {
    /// Nothing worth telling.
    public static final Course NONE = new Course(List.of(), List.of());

    /// A try that failed and was followed by another one.
    ///
    /// @param pause how long was waited before the next one
    /// @param left how many tries there could still be
    public record Try(Instant started, Duration took, Failure failure, Duration pause, int left) {}

    /// A wait for a lock, as it was seen by looking once in a while.
    ///
    /// @param own whether the step itself waited; else others did because of it
    public record Wait(Instant from, Duration took, boolean own) {}

    public Course {
        tries = List.copyOf(tries);
        waits = List.copyOf(waits);
    }
}
