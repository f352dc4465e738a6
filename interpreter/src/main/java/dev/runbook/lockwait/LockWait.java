package dev.runbook.lockwait;

import dev.runbook.database.Session;
import dev.runbook.database.locks.Person;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.reading.Pauses;
import dev.runbook.sql.effect.Effect;
import dev.runbook.sql.effect.LockSurvey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The waits of one step: who is in the way is told before it asks for its locks, and again when it did not get one
/// in time; then it may be tried once more.
public final class LockWait {
    /// What the server says when a lock did not come in time.
    private static final String NOT_AVAILABLE = "55P03";
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final String HELD = "the lock was held by";
    private static final int MOST = 5;

    private final @Nullable LockRule rule;
    private final LockSurvey survey;
    private final Session session;
    private final Worker worker;
    private final RandomGenerator random = new Random();
    private final List<Fact> facts = new ArrayList<>();
    private List<String> invalid = List.of();
    private @Nullable LockWatch watch;
    private int tried;
    private long begin = System.nanoTime();

    public LockWait(@Nullable LockRule rule, LockSurvey survey, Session session, Worker worker) {
        this.rule = rule;
        this.survey = survey;
        this.session = session;
        this.worker = worker;
    }

    /// Tells which long transactions the step is going to wait for, before it asks for its locks.
    public void lookAhead() {
        boolean hard = survey.taken().stream().anyMatch(taken -> taken.lock() != Effect.Lock.LIGHT);
        List<Person> open = survey.concurrently()
                ? LongTransactions.open(session, LONG)
                : hard ? LongTransactions.holding(session, survey.relations(), LONG) : List.of();
        if (!open.isEmpty()) {
            worker.progress("it may have to wait: in a long transaction is " + open.getFirst().sentence());
            addLines("in a long transaction before it began", open);
        }
        if (survey.concurrently()) {
            invalid = InvalidIndexes.of(session, survey.relations());
        }
    }

    /// What sets the step's timeout for one transaction, behind its BEGIN; nothing when it has none.
    public String local() {
        LockRule known = rule;
        return known == null ? "" : "; SET LOCAL lock_timeout = " + known.timeout(false).toMillis();
    }

    /// Sets the timeout for statements outside of a transaction of ours.
    public LockTimeout timeout() {
        Duration wanted = rule == null ? null : rule.timeout(survey.concurrently());
        return survey.concurrently() && (rule == null || !rule.own())
                ? LockTimeout.notBelow(session, LockRule.CONCURRENTLY, wanted)
                : LockTimeout.of(session, wanted);
    }

    /// Watches for as long as statements run.
    public LockWatch watching() {
        LockWatch begun = LockWatch.over(worker.connection(), session.pid(),
                rule == null ? null : rule.timeout(survey.concurrently()));
        watch = begun;
        begin = System.nanoTime();
        return begun;
    }

    /// Whether a lock did not come in time. Such a failure is judged when it is known who held the lock.
    public static boolean isLock(@Nullable Failure failure) {
        return failure != null && failure.code().equals(NOT_AVAILABLE);
    }

    /// After a failure that has left nothing: waits for the next try, if there is one, and names who was in the way.
    ///
    /// @return whether to try again now
    public boolean again(String sqlState) {
        if (!sqlState.equals(NOT_AVAILABLE)) {
            return false;
        }
        List<Person> blockers = blockers();
        String who = blockers.isEmpty() ? "nobody is in the way any more" : blockers.getFirst().sentence();
        facts.removeIf(fact -> fact.label().equals(HELD));
        addLines(HELD, blockers);
        Pauses retry = rule == null ? null : rule.retry();
        if (leftAnIndex() || retry == null || tried >= retry.times() || worker.stopped()) {
            return false;
        }
        Duration pause = retry.before(++tried, random);
        worker.tried(Failure.of(NOT_AVAILABLE,
                "the lock did not come in time; " + (blockers.isEmpty() ? "" : "it is held by ") + who, ""),
                Duration.ofNanos(System.nanoTime() - begin), pause, retry.times() - tried);
        worker.sleep(pause);
        begin = System.nanoTime();
        return !worker.stopped();
    }

    /// Whether something of a CONCURRENTLY that gave up is in the way of doing it once more.
    private boolean leftAnIndex() {
        if (!survey.concurrently()) {
            return false;
        }
        List<String> left = new ArrayList<>(InvalidIndexes.of(session, survey.relations()));
        left.removeAll(invalid);
        if (!left.isEmpty()) {
            facts.add(new Fact.Text("left behind", "invalid: " + String.join(", ", left)
                    + ". Drop it with DROP INDEX CONCURRENTLY before this is tried again."));
        }
        return !left.isEmpty();
    }

    /// What there is to say about the waits.
    public List<Fact> facts() {
        List<Fact> all = new ArrayList<>(facts);
        if (tried > 0) {
            all.add(new Fact.Text("waited for its lock", "tried " + (tried + 1) + " times"));
        }
        return all;
    }

    private List<Person> blockers() {
        LockWatch watched = watch;
        List<Person> seen = watched == null ? List.of() : watched.seen();
        return seen.isEmpty() && !session.isLost()
                ? LongTransactions.holding(session, survey.relations(), Duration.ZERO)
                : seen;
    }

    private void addLines(String label, List<Person> blockers) {
        blockers.stream().limit(MOST).forEach(blocker -> facts.add(new Fact.Text(label, blocker.sentence())));
        if (blockers.size() > MOST) {
            facts.add(new Fact.Text(label, "and " + (blockers.size() - MOST) + " more"));
        }
    }
}
