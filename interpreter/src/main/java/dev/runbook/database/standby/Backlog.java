package dev.runbook.database.standby;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// For how long the log that a standby has not replayed yet has been there. The server's own `replay_lag` stands still when
/// a standby's replay does, and the time of the last transaction that it replayed says nothing when none is made.
final class Backlog {
    private final Deque<Mark> marks = new ArrayDeque<>();

    /// How far the log had come at a time.
    private record Mark(long nanos, long position) {}

    /// @param nanos now
    /// @param written how far the log has come
    /// @param replayed how far the standby has replayed it
    /// @return for how long at least it has been behind
    Duration at(long nanos, long written, long replayed) {
        if (marks.isEmpty() || marks.getLast().position() < written) {
            marks.addLast(new Mark(nanos, written));
        }
        while (!marks.isEmpty() && marks.getFirst().position() <= replayed) {
            marks.removeFirst();
        }
        return marks.isEmpty() ? Duration.ZERO : Duration.ofNanos(nanos - marks.getFirst().nanos());
    }
}
