package dev.runbook.watch;

import dev.runbook.database.locks.HeldLock;
import dev.runbook.database.locks.LockMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One relation's lock over the looks: how strong at most, and since when; a lock can come and go.
final class HeldFor {
    private @Nullable String outside;
    private @Nullable String inside;
    private boolean askedInside;
    private LockMode strongest = LockMode.ACCESS_SHARE;
    private Span before = Span.NONE;
    private boolean held;
    private Duration since = Duration.ZERO;
    private Duration notYet = Duration.ZERO;
    private Duration seen = Duration.ZERO;

    /// @param at the time of the look
    /// @param previous the time of the look before, at which it was not held
    void held(HeldLock lock, Duration at, Duration previous) {
        if (lock.name() != null) {
            outside = lock.name();
        }
        strengthen(lock.mode());
        if (!held) {
            held = true;
            since = at;
            notYet = previous;
        }
        seen = at;
    }

    /// The holder's own name for it, as it is in its transaction.
    void ownName(@Nullable String name, LockMode mode) {
        askedInside = true;
        inside = name;
        strengthen(mode);
    }

    /// It was not held any more at this look.
    void released(Duration at) {
        if (held) {
            held = false;
            before = before.plus(new Span(seen.minus(since), at.minus(notYet)));
        }
    }

    /// How long it was held until the step's end.
    Span until(Duration end) {
        return held ? before.plus(new Span(end.minus(since), end.minus(notYet))) : before;
    }

    LockMode strongest() {
        return strongest;
    }

    /// Whether other sessions could meet it: not what the step has only just made.
    boolean meetsOthers() {
        return outside != null;
    }

    /// Whether anybody can name it: a new table's toast table has no name worth saying.
    boolean hasName() {
        return outside != null || inside != null;
    }

    String name() {
        String old = outside;
        if (old == null) {
            return inside + " (new)";
        }
        if (!askedInside || old.equals(inside)) {
            return old;
        }
        return inside == null ? old + " (dropped)" : old + " (now " + inside + ")";
    }

    private void strengthen(LockMode mode) {
        strongest = strongest.compareTo(mode) >= 0 ? strongest : mode;
    }
}
