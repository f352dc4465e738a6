package dev.runbook.database.standby;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A standby, as it is seen at one moment.
///
/// @param name its application name, or the connection that leads to it
/// @param state what the primary says of it: `streaming`, `catchup`; empty where the standby itself was asked
/// @param written how far the log has come, in bytes: the primary's, or what the standby has received of it
/// @param replayed how far it has replayed the log
/// @param said how long it takes to replay what it is sent, as the server says, or null; it stands still when replay does
public record Follower(String name, String state, long written, long replayed, @Nullable Duration said) {

    public boolean isBehind() {
        return replayed < written;
    }
}
