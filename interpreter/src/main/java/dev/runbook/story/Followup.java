package dev.runbook.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A check that is due after a run: what it is called, how often it is made, and for how long.
///
/// Its turns are numbered from 1: the first is due `every` after the run's end. Without `every` there is one turn, due
/// at once; without `window` there is no last one.
///
/// @param key of its steps in the journal: `followups.1`
public record Followup(String key, String name, @Nullable Duration every, @Nullable Duration window) {

    /// How it stands at some moment.
    ///
    /// @param turn the number of the turn that is on, or 0 before the first
    /// @param done how many turns have been checked
    /// @param missed how many turns have passed without a check
    /// @param due whether the turn that is on waits for its check
    /// @param next when the next check is or was due, or null when there are no more
    public record Standing(long turn, long done, long missed, boolean due, @Nullable Instant next) {
        public boolean over() {
            return next == null;
        }
    }

    /// How many turns it has, or null when they don't end.
    public @Nullable Long turns() {
        Duration step = every;
        return step == null
                ? Long.valueOf(1)
                : window == null ? null : Long.valueOf(Math.max(1, window.toMillis() / Math.max(1, step.toMillis())));
    }

    /// How it stands.
    ///
    /// @param ended the end of the run
    /// @param made when it was checked
    public Standing at(Instant now, Instant ended, Collection<Instant> made) {
        long turn = turn(now, ended);
        Set<Long> done = made.stream().map(moment -> turn(moment, ended)).filter(number -> number > 0)
                .collect(Collectors.toSet());
        long missed = Math.max(0, turn - 1 - done.stream().filter(number -> number < turn).count());
        boolean due = turn > 0 && !done.contains(turn);
        return new Standing(turn, done.size(), missed, due, next(due ? turn : turn + 1, ended));
    }

    private long turn(Instant moment, Instant ended) {
        Duration step = every;
        Long last = turns();
        if (step == null) {
            return 1;
        }
        long passed = Math.max(0, Duration.between(ended, moment).toMillis()) / Math.max(1, step.toMillis());
        return last == null ? passed : Math.min(passed, last);
    }

    private @Nullable Instant next(long turn, Instant ended) {
        Long last = turns();
        Duration step = every;
        if (last != null && turn > last) {
            return null;
        }
        return step == null ? ended : ended.plus(step.multipliedBy(turn));
    }
}
