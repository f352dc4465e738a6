package dev.runbook.lockwait;

import dev.runbook.reading.Fields;
import dev.runbook.reading.Pauses;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `lock`: how long a step's statements wait for a lock, and whether they are tried again.
///
/// @param said its `timeout`, or null
/// @param own whether the step says it, and not a group or the defaults around it
public record LockRule(@Nullable Duration said, @Nullable Pauses retry, boolean own) {
    /// Behind a statement that waits for ACCESS EXCLUSIVE, everyone else waits too, even readers. Two seconds are less than
    /// what people and time limits of applications bear, and more than ordinary transactions take.
    public static final Duration TIMEOUT = Duration.ofSeconds(2);
    /// CONCURRENTLY waits for transactions of others to end and holds up nobody meanwhile, but leaves an invalid index
    /// when it gives up: it may wait longer.
    public static final Duration CONCURRENTLY = Duration.ofMinutes(30);

    /// @return null where a step has none
    public static @Nullable LockRule read(Fields step) {
        Fields lock = step.section("lock");
        return lock == null
                ? null
                : new LockRule(lock.duration("timeout"), Pauses.read(lock, "retry"),
                        lock.span().start() >= step.span().start() && lock.span().end() <= step.span().end()
                                && lock.span().source().equals(step.span().source()));
    }

    /// How long a statement may wait.
    ///
    /// @param concurrently whether it says CONCURRENTLY; what is said around the step is not meant for it
    public Duration timeout(boolean concurrently) {
        Duration otherwise = concurrently ? CONCURRENTLY : TIMEOUT;
        return concurrently && !own ? otherwise : Objects.requireNonNullElse(said, otherwise);
    }
}
