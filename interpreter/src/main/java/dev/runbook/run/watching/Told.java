package dev.runbook.run.watching;

import dev.runbook.database.locks.LockSight;
import dev.runbook.database.locks.Person;
import dev.runbook.evidence.Waiting;
import dev.runbook.watch.SightText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what is seen of locks: live every time, for keeping when it is somebody else than before, and nothing after the
/// step has ended.
final class Told {
    private static final int MOST = 40;

    private final Audience audience;
    private String before = "";
    private int times;
    private boolean closed;

    Told(Audience audience) {
        this.audience = audience;
    }

    synchronized void sight(LockSight sight) {
        String now = sight.anybodyWaits() ? who(sight) : "";
        if (!now.equals(before)) {
            lines(now.isEmpty() ? List.of("nobody waits any more") : SightText.lines(sight), waiting(sight));
        }
        before = now;
        if (!now.isEmpty()) {
            live(SightText.brief(sight));
        }
    }

    synchronized void live(String line) {
        if (!closed) {
            audience.live(line);
        }
    }

    void lines(List<String> lines) {
        lines(lines, null);
    }

    private synchronized void lines(List<String> lines, @Nullable Waiting waiting) {
        if (!closed && ++times < MOST) {
            audience.watched(lines, waiting);
        } else if (!closed && times == MOST) {
            audience.watched(List.of("what comes now is not told any more; the report sums it up"), Waiting.NOBODY);
        }
    }

    private static Waiting waiting(LockSight sight) {
        return new Waiting(sight.waiting(), sight.waiters().isEmpty() ? null : sight.waiters().getFirst().waited());
    }

    synchronized void close() {
        closed = true;
    }

    private static String who(LockSight sight) {
        return sight.waiters().stream().map(waiter -> String.valueOf(waiter.person().pid())).sorted()
                .collect(Collectors.joining(",")) + "/"
                + sight.blockers().stream().map(Person::pid).map(String::valueOf).sorted()
                        .collect(Collectors.joining(","))
                + "/" + (sight.waiting() != null);
    }
}
