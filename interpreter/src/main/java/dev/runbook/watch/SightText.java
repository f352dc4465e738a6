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
    private static final int WIDTH = 20;

    private SightText() {}

    /// In one line: `waits 4s for pid 12 (user web); makes 3 sessions wait, the longest for 2s`.
    public static String brief(LockSight sight) {
        List<String> parts = new ArrayList<>();
        Duration waiting = sight.waiting();
        if (waiting != null) {
            parts.add("waits " + Durations.format(waiting) + " for " + (sight.blockers().isEmpty()
                    ? "somebody"
                    : sight.blockers().getFirst().named()));
        }
        if (!sight.waiters().isEmpty()) {
            parts.add(heading(sight));
        }
        return String.join("; ", parts);
    }

    /// Who it is, each in a line of its own.
    public static List<String> lines(LockSight sight) {
        List<String> lines = new ArrayList<>();
        Duration waiting = sight.waiting();
        if (waiting != null) {
            lines.add("waits for others since " + Durations.format(waiting));
            sight.blockers().stream().limit(SHOWN).forEach(person -> lines.add("  for " + described(person)));
            more(lines, sight.blockers().size());
        }
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

    /// `CREATE INDEX on orders: building index [#######-------------] 35 %, about 12s left`.
    public static String progress(ServerProgress progress, Pace pace) {
        StringBuilder text = new StringBuilder(progress.command());
        if (!progress.relation().isEmpty()) {
            text.append(" on ").append(progress.relation());
        }
        if (!progress.phase().isEmpty()) {
            text.append(": ").append(progress.phase());
        }
        double fraction = progress.fraction();
        if (fraction >= 0) {
            int full = (int) Math.round(fraction * WIDTH);
            text.append(" [").append("#".repeat(full)).append("-".repeat(WIDTH - full)).append("] ")
                    .append(Math.round(fraction * 100)).append(" %");
        } else if (progress.done() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s", progress.done(), progress.unit()));
        }
        Duration left = pace.left(progress);
        return left == null
                ? text.toString()
                : text.append(", about ").append(Durations.format(left)).append(" left")
                        .toString();
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
