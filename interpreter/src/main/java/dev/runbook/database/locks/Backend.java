package dev.runbook.database.locks;

import org.jspecify.annotations.Nullable;

/// A session that a script's child has opened, and the statement that it ran when it was looked at.
///
/// @param state `active`, `idle in transaction`, …; null where the role may not see it
/// @param since when its statement began, as the server prints it; tells it from the next one
public record Backend(int pid, @Nullable String state, @Nullable String since) {
    public boolean active() {
        return "active".equals(state);
    }
}
