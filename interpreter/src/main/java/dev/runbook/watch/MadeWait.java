package dev.runbook.watch;

import dev.runbook.database.locks.Person;
import dev.runbook.database.locks.Waiter;
import java.time.Duration;

/// One session that waited because of the step, over the looks; it can wait several times.
final class MadeWait {
    private Person person;
    private boolean direct;
    private Span before = Span.NONE;
    private boolean waiting;
    private Duration waited = Duration.ZERO;
    private Duration seen = Duration.ZERO;
    private boolean measured;

    MadeWait(Person person) {
        this.person = person;
    }

    /// It waits, at this look.
    ///
    /// @param at the time of the look
    void waits(Waiter waiter, Duration at) {
        if (waiting && waiter.waited().compareTo(waited) < 0) {
            ended(at.minus(waiter.waited()));
        }
        person = waiter.person();
        direct |= waiter.direct();
        measured = waiter.measured();
        waiting = true;
        waited = waiter.waited();
        seen = at;
    }

    /// It did not wait any more at this look.
    void ended(Duration at) {
        if (waiting) {
            waiting = false;
            before = before.plus(new Span(waited, waited.plus(at.minus(seen))));
            measured = false;
        }
    }

    /// How long it waited in all until the step's end.
    Span until(Duration end) {
        return waiting ? before.plus(new Span(waited, waited.plus(end.minus(seen)))) : before;
    }

    /// Whether all of it was told by the server, and nothing was inferred from one look to the next.
    boolean measured(Duration end) {
        return measured && waiting && before.equals(Span.NONE) && seen.equals(end);
    }

    Person person() {
        return person;
    }

    boolean direct() {
        return direct;
    }
}
