package dev.runbook.database.locks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One look at the locks around some sessions, ours.
///
/// @param waiters who waits because of us, directly or in a queue, the longest first
/// @param blockers whom we wait for, directly or because they stand before us in a queue; nearest first
/// @param waiting for how long one of us waits, or null
/// @param held what we have locked, with names as the observer sees them
public record LockSight(List<Waiter> waiters, List<Person> blockers, @Nullable Duration waiting,
        List<HeldLock> held) {
    public static final LockSight NOTHING = new LockSight(List.of(), List.of(), null, List.of());

    public LockSight {
        waiters = List.copyOf(waiters);
        blockers = List.copyOf(blockers);
        held = List.copyOf(held);
    }

    /// Whether anybody waits: one of us, or somebody because of us.
    public boolean anybodyWaits() {
        return !waiters.isEmpty() || waiting != null;
    }
}
