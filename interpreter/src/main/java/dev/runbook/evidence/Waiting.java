package dev.runbook.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long somebody had been waiting for a lock when it was looked.
///
/// @param own the step itself, or null when it does not wait
/// @param others who has waited longest because of it, or null when nobody does
public record Waiting(@Nullable Duration own, @Nullable Duration others) {
    /// Nobody waits.
    public static final Waiting NOBODY = new Waiting(null, null);
}
