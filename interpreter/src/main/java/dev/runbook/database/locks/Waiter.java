package dev.runbook.database.locks;

import java.time.Duration;

/// A session that waits because of us.
///
/// @param waited for how long already
/// @param measured whether the server says so (14 and later); else it was seen waiting for this long
/// @param direct whether it waits for us ourselves, and not behind somebody who does
public record Waiter(Person person, Duration waited, boolean measured, boolean direct) {}
