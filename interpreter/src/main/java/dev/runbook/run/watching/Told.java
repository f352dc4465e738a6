package dev.runbook.run.watching;

import dev.runbook.database.locks.LockSight;
import dev.runbook.database.locks.Person;
import dev.runbook.database.locks.Waiter;
import dev.runbook.evidence.Waiting;
import dev.runbook.watch.SightText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells what is seen of locks: live every time, for keeping when it is somebody else than before, and nothing after the
/// step has ended.
final class Told {
    private static final int MOST = 40;

    private final Audience audience;
    private String blockersBefore = "";
    private String waitersBefore = "";
    private int times;
    private boolean closed;

    Told(Audience audience) {
        this.audience = audience;
    }

    /// What is new of it: those whom it waits for, and those who wait for it, are told apart.
    synchronized void sight(LockSight sight) {
        String blocking = who(sight.blockers().stream(), sight.waiting() != null);
        String waiters = who(sight.waiters().stream().map(Waiter::person), false);
        List<String> lines = new ArrayList<>();
        if (!blocking.equals(blockersBefore)) {
            lines.addAll(sight.waiting() == null ? List.of("waits no more") : SightText.blockerLines(sight));
        }
        if (!waiters.equals(waitersBefore)) {
            lines.addAll(
                    sight.waiters().isEmpty() ? List.of("nobody waits for it any more") : SightText.waiterLines(sight));
        }
        blockersBefore = blocking;
        waitersBefore = waiters;
        if (!lines.isEmpty()) {
            lines(lines, waiting(sight));
        }
        if (sight.anybodyWaits()) {
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

    private static String who(Stream<Person> people, boolean waits) {
        return (waits ? "waits for " : "")
                + people.map(Person::pid).map(String::valueOf).sorted().collect(Collectors.joining(","));
    }
}
