package dev.runbook.run.watching;

import dev.runbook.database.Session;
import dev.runbook.database.locks.HeldLock;
import dev.runbook.database.locks.LockSight;
import dev.runbook.database.locks.Lookout;
import dev.runbook.database.locks.OwnLocks;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.ShellRun;
import dev.runbook.value.Durations;
import dev.runbook.value.Value;
import dev.runbook.watch.LockHistory;
import dev.runbook.watch.LockReport;
import dev.runbook.watch.Pace;
import dev.runbook.watch.SightText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks after one try of a step: once a second, from a connection of its own, at who waits because of it and whom it
/// waits for; and stops it where its guard says so. Nothing is opened before the step has worked for a moment.
public final class StepWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofMillis(200);

    private final @Nullable Supplier<Lookout> lookout;
    private final Told told;
    private final GuardDuty guard;
    private final LockHistory history = new LockHistory();
    private final Pace pace = new Pace();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long begin = System.nanoTime();
    private volatile @Nullable Worker worker;
    private @Nullable String trouble;

    /// @param lookout the connection to look from
    public StepWatch(Supplier<Lookout> lookout, Audience audience, GuardDuty guard) {
        this(audience, guard, lookout);
    }

    private StepWatch(Audience audience, GuardDuty guard, @Nullable Supplier<Lookout> lookout) {
        this.lookout = lookout;
        this.told = new Told(audience);
        this.guard = guard;
    }

    /// Nobody: for steps that are part of another one.
    public static StepWatch none() {
        return new StepWatch(Audience.NOBODY, new GuardDuty(null, List.of()), null);
    }

    /// The step works on this session from now on.
    public void over(Session session) {
        begin(new Worker.OwnSession(session));
    }

    /// The step works through a script.
    ///
    /// @param application the application name that was given to it
    /// @param port of the server
    /// @param tellsItself whether it says how far it has come
    public void over(ShellRun run, String application, int port, boolean tellsItself) {
        begin(new Worker.Children(run, application, port, tellsItself));
    }

    /// The step does nothing but wait for a while; a step that waits bit by bit and was stopped waits no more.
    ///
    /// @param waiting waits, until what it is given is counted down
    public void rest(Consumer<CountDownLatch> waiting) {
        Worker before = worker;
        CountDownLatch stopped = new CountDownLatch(1);
        begin(new Worker.Rest(stopped));
        if (guard.stopped()) {
            stopped.countDown();
        }
        waiting.accept(stopped);
        worker = before == null ? worker : before;
    }

    /// What the step has seen, ready to be judged: with what was seen of its locks as the field `locks`, and its
    /// failure told as the guard's doing if it was. In a transaction the locks are read now, while all are held.
    public Observation judging(Observation seen) {
        if (worker instanceof Worker.OwnSession own && lookout != null) {
            beforeCommit(own.session(), lookout);
        }
        Map<String, Value> fields = new LinkedHashMap<>(seen.fields());
        if (worker != null && !(worker instanceof Worker.Rest)) {
            fields.put("locks", report().field());
        }
        return new Observation(fields, seen.facts(), guard.explained(seen.failure()), seen.leftNothing());
    }

    private void beforeCommit(Session session, Supplier<Lookout> from) {
        List<HeldLock> own = OwnLocks.read(session);
        if (!own.isEmpty()) {
            try {
                history.beforeCommit(from.get().look(List.of(session.pid())), own, elapsed());
            } catch (Refusal e) {
                trouble(e);
            }
        }
    }

    /// What the report says of the step's locks.
    public List<Fact> facts() {
        return worker == null ? List.of() : report().facts();
    }

    /// Whether the guard has stopped it.
    public boolean stopped() {
        return guard.stopped();
    }

    @Override
    public void close() {
        ended.countDown();
        told.close();
    }

    private LockReport report() {
        return history.report(elapsed(), "every " + Durations.format(every()));
    }

    private synchronized void begin(Worker next) {
        Supplier<Lookout> from = lookout;
        boolean first = worker == null;
        if (from != null) {
            worker = next;
            if (first) {
                guard.begin(from, told);
                Thread.ofVirtual().name("step-watch").start(() -> watch(from));
            }
        }
    }

    private Duration every() {
        Duration wanted = guard.every();
        return wanted != null && wanted.compareTo(EVERY) < 0 ? wanted : EVERY;
    }

    private void watch(Supplier<Lookout> from) {
        try {
            Duration every = every();
            Duration wait = FIRST.compareTo(every) < 0 ? FIRST : every;
            while (!ended.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                Worker at = worker;
                if (at != null) {
                    look(at, from);
                }
                wait = wait.multipliedBy(2).compareTo(every) < 0 ? wait.multipliedBy(2) : every;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            guard.end();
        }
    }

    private void look(Worker at, Supplier<Lookout> where) {
        try {
            Lookout from = where.get();
            List<Integer> pids = at.pids(from);
            LockSight sight = from.look(pids);
            history.look(sight, elapsed());
            if (ended.getCount() == 0) {
                return;
            }
            told.sight(sight);
            if (!sight.anybodyWaits()) {
                from.progress(pids).stream().filter(at::shows)
                        .forEach(progress -> told.live(SightText.progress(progress, pace)));
            }
            guard.look(sight, from, pids, at, told);
        } catch (Refusal e) {
            trouble(e);
        }
    }

    /// That nothing can be seen is said once; the step itself goes on, unless a guard depends on it.
    private synchronized void trouble(Refusal refusal) {
        String title = refusal.problems().getFirst().title();
        if (!title.equals(trouble)) {
            trouble = title;
            told.lines(List.of("cannot be watched right now: " + title));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
