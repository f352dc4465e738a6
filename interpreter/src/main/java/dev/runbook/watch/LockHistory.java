package dev.runbook.watch;

import dev.runbook.database.locks.HeldLock;
import dev.runbook.database.locks.LockMode;
import dev.runbook.database.locks.LockSight;
import dev.runbook.database.locks.Waiter;
import dev.runbook.evidence.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was seen of a step's locks, look after look. All times count from the step's begin.
public final class LockHistory {
    /// The label of the table of those whom a step made wait.
    public static final String MADE_WAIT = "made wait";
    private static final int KEPT = 500;

    private final Map<Long, HeldFor> relations = new LinkedHashMap<>();
    private final Map<Integer, MadeWait> waiters = new LinkedHashMap<>();
    private Duration last = Duration.ZERO;
    private boolean read;
    private boolean seen;

    /// A look while the step was at work.
    public synchronized void look(LockSight sight, Duration at) {
        seen = true;
        Set<Long> held = new HashSet<>();
        for (HeldLock lock : sight.held()) {
            if (relations.size() < KEPT || relations.containsKey(lock.relation())) {
                held.add(lock.relation());
                relations.computeIfAbsent(lock.relation(), _ -> new HeldFor()).held(lock, at, last);
            }
        }
        relations.forEach((relation, state) -> {
            if (!held.contains(relation)) {
                state.released(at);
            }
        });
        waiting(sight.waiters(), at);
        last = at;
    }

    /// The last look, at the end of the step's transaction, when everything that it has locked is still locked.
    ///
    /// @param own what the step's own session says
    public synchronized void beforeCommit(LockSight sight, List<HeldLock> own, Duration at) {
        Duration previous = last;
        look(sight, at);
        read = true;
        for (HeldLock lock : own) {
            HeldFor state = relations.computeIfAbsent(lock.relation(), _ -> new HeldFor());
            if (sight.held().stream().noneMatch(other -> other.relation() == lock.relation())) {
                state.held(new HeldLock(lock.relation(), null, lock.mode()), at, previous);
            }
            state.ownName(lock.name(), lock.mode());
        }
    }

    /// What it comes to.
    ///
    /// @param every how often it was looked, in words
    public synchronized LockReport report(Duration end, String every) {
        Duration until = read ? last : end;
        String known = read ? "read before COMMIT" : "sampled " + every;
        List<List<@Nullable String>> rows = new ArrayList<>();
        relations.entrySet().stream().filter(e -> e.getValue().hasName())
                .sorted(Comparator.comparing((Map.Entry<Long, HeldFor> e) -> e.getValue().strongest()).reversed())
                .forEach(e -> rows.add(List.of(e.getValue().name(), e.getValue().strongest().spelled(),
                        e.getValue().until(until).text(), known)));
        LockMode strongest = relations.values().stream().filter(HeldFor::meetsOthers).map(HeldFor::strongest)
                .max(Comparator.naturalOrder()).orElse(null);
        Span longest = waiters.values().stream().map(w -> w.until(until)).max(Comparator.comparing(Span::most))
                .orElse(Span.NONE);
        return new LockReport(facts(rows, until), strongest, longest, seen ? known : "not looked at: it was too short");
    }

    private List<Fact> facts(List<List<@Nullable String>> rows, Duration until) {
        List<Fact> facts = new ArrayList<>();
        if (!rows.isEmpty()) {
            facts.add(new Fact.Grid("locks", List.of("relation", "strongest lock", "held", "known how"), rows, 0));
        }
        if (!waiters.isEmpty()) {
            facts.add(new Fact.Grid(MADE_WAIT, List.of("session", "waited", "how", "known how", "statement"),
                    waiters.values().stream().map(w -> row(w, until)).toList(), 0));
        }
        return facts;
    }

    private static List<@Nullable String> row(MadeWait waiter, Duration until) {
        return List.of(waiter.person().named(), waiter.until(until).text(),
                waiter.direct() ? "for this step" : "in the queue behind it",
                waiter.measured(until) ? "measured" : "sampled", waiter.person().query());
    }

    private void waiting(List<Waiter> now, Duration at) {
        Set<Integer> pids = new HashSet<>();
        for (Waiter waiter : now) {
            int pid = waiter.person().pid();
            if (waiters.size() < KEPT || waiters.containsKey(pid)) {
                pids.add(pid);
                waiters.computeIfAbsent(pid, _ -> new MadeWait(waiter.person())).waits(waiter, at);
            }
        }
        waiters.forEach((pid, state) -> {
            if (!pids.contains(pid)) {
                state.ended(at);
            }
        });
    }
}
