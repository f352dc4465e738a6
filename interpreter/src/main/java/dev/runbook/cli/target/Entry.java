package dev.runbook.cli.target;

import dev.runbook.database.fence.Sentinel.Entrance;
import dev.runbook.value.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a run comes into its database when somebody, or what somebody left, is still at work there.
///
/// @param given how long is waited for them, or null for a few seconds
/// @param endsLeftovers whether what a dead run left at work is ended
/// @param root where earlier runs are kept, whose scripts may still be at work
/// @param tell is told what is done about them
public record Entry(@Nullable Duration given, boolean endsLeftovers, Path root, Consumer<String> tell) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    Duration patience() {
        return given == null ? PATIENCE : given;
    }

    /// Says that somebody is waited for, where it takes more than a moment.
    void waiting(String what, Duration howLong, String who) {
        if (endsLeftovers && !what.equals("run")) {
            tell.accept("Ending a " + what + ": " + who);
        } else if (howLong.toSeconds() > 0) {
            tell.accept("Waiting up to " + Durations.format(howLong) + " for a " + what + ": " + who);
        }
    }

    Entrance entrance() {
        Duration forRuns = given == null ? Entrance.within(PATIENCE).forRuns() : given;
        return new Entrance(forRuns, patience(), endsLeftovers);
    }
}
