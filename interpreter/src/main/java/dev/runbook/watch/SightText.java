package dev.runbook.watch;

import dev.runbook.database.locks.LockSight;
import dev.runbook.database.locks.Person;
import dev.runbook.database.locks.ServerProgress;
import dev.runbook.database.locks.Waiter;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a look comes to, in lines for people.
public final class SightText {
    private static final int SHOWN = 5;

    private SightText() {}

    /// In one line, of which a narrow terminal shows the beginning: `waits 4s for pid 12 (web); makes 3 wait, 2s`.
    public static String brief(LockSight sight) {
        List<String> parts = new ArrayList<>();
        Duration waiting = sight.waiting();
        if (waiting != null) {
            parts.add("waits " + rough(waiting) + " for " + (sight.blockers().isEmpty()
                    ? "somebody"
                    : sight.blockers().getFirst().brief()));
        }
        if (!sight.waiters().isEmpty()) {
            parts.add("makes " + sight.waiters().size() + " wait, " + rough(sight.waiters().getFirst().waited()));
        }
        return String.join("; ", parts);
    }

    /// Whom it waits for, each in a line of its own; none when it does not wait.
    public static List<String> blockerLines(LockSight sight) {
        List<String> lines = new ArrayList<>();
        if (sight.waiting() != null) {
            sight.blockers().stream().limit(SHOWN)
                    .forEach(person -> lines.add((lines.isEmpty() ? "waits for " : "  and for ") + described(person)));
            more(lines, sight.blockers().size());
            if (lines.isEmpty()) {
                lines.add("waits for a lock; the server does not say whose");
            }
        }
        return lines;
    }

    /// Whom it makes wait, each in a line of its own; none when nobody waits for it.
    public static List<String> waiterLines(LockSight sight) {
        List<String> lines = new ArrayList<>();
        if (!sight.waiters().isEmpty()) {
            lines.add(heading(sight));
            sight.waiters().stream().limit(SHOWN).forEach(waiter -> lines.add("  " + described(waiter)));
            more(lines, sight.waiters().size());
        }
        return lines;
    }

    /// Those who keep it waiting, for a failure's advice.
    public static String blockers(LockSight sight) {
        return sight.blockers().stream().limit(SHOWN).map(SightText::described).collect(Collectors.joining("; "));
    }

    /// Those who wait for it, for a failure's advice.
    public static String waiters(LockSight sight) {
        return sight.waiters().stream().limit(SHOWN).map(SightText::described).collect(Collectors.joining("; "));
    }

    /// `[###-------] 35 %, about 12s left, building index (CREATE INDEX on orders)`.
    public static String progress(ServerProgress progress, Pace pace) {
        String what = progress.command() + (progress.relation().isEmpty() ? "" : " on " + progress.relation());
        String doing = progress.phase().isEmpty() ? what : progress.phase() + " (" + what + ")";
        if (progress.fraction() < 0 && progress.done() > 0) {
            doing = String.format(Locale.ROOT, "%,d %s, ", progress.done(), progress.unit()) + doing;
        }
        return new Gauge(progress.fraction(), pace.left(progress), doing).text();
    }

    private static String rough(Duration duration) {
        return Durations.format(duration.toSeconds() == 0 ? duration : Duration.ofSeconds(duration.toSeconds()));
    }

    private static String heading(LockSight sight) {
        int count = sight.waiters().size();
        return "makes " + (count == 1 ? "1 session wait, for " : count + " sessions wait, the longest for ")
                + Durations.format(sight.waiters().getFirst().waited());
    }

    private static String described(Waiter waiter) {
        return waiter.person().named() + (waiter.direct() ? " for " : " in the queue for ")
                + Durations.format(waiter.waited()) + said(waiter.person());
    }

    private static String described(Person person) {
        String doing = person.doing();
        return person.named() + (doing.isEmpty() ? "" : ", " + doing) + said(person);
    }

    private static String said(Person person) {
        return person.query().isEmpty() ? "" : ": " + person.query();
    }

    private static void more(List<String> lines, int count) {
        if (count > SHOWN) {
            lines.add("  and " + (count - SHOWN) + " more");
        }
    }
}
