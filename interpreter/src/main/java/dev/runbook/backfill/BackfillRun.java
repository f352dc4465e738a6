package dev.runbook.backfill;

import dev.runbook.backfill.BackfillPlan.Batch;
import dev.runbook.database.Session;
import dev.runbook.database.StatementListener;
import dev.runbook.database.StatementResult;
import dev.runbook.database.fence.CommitToken.Fate;
import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.lockwait.LockWatch;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.script.Explanation;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.source.Passage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One performance of a backfill: batch after batch, each a transaction that is on disk, with how far it goes, before
/// its COMMIT.
public final class BackfillRun {
    private final BackfillPlan plan;
    private final Session session;
    private final Desk desk;
    private final Batches batches;
    private final Brake brake;
    private final Pace pace;
    private final Persistence persistence;
    private final Meter meter;
    private Progress progress;
    /// Whether it is known what became of everything that was begun.
    private boolean certain = true;
    private boolean done;
    /// Whether fewer rows were left than a batch wants.
    private boolean ending;

    /// Carries a plan out.
    public static Observation perform(BackfillPlan plan, Session session, Desk desk) {
        BackfillRun run;
        try {
            run = new BackfillRun(plan, session, desk);
        } catch (Refusal refusal) {
            return Observation.failed(problem(refusal)).leavingNothing();
        }
        return run.run();
    }

    /// @throws Refusal when the table has no such key
    private BackfillRun(BackfillPlan plan, Session session, Desk desk) {
        this.plan = plan;
        this.session = session;
        this.desk = desk;
        this.batches = new Batches(KeyedTable.find(session, plan.table(), plan.key(), plan.place()), plan);
        this.brake = new Brake(plan.throttle(), session, desk);
        Batch batch = plan.batch();
        this.pace = new Pace(batch.rows(), batch.most(), batch.target());
        this.persistence = new Persistence(plan.lock(), !"0".equals(cell("SHOW lock_timeout")), session, desk);
        this.progress = Objects.requireNonNullElse(desk.reached(), Progress.NONE);
        this.meter = Meter.of(session.execute(batches.estimate(progress.key()).text()));
    }

    /// What became of one batch.
    private sealed interface Outcome {
        /// It was committed.
        record Committed(Progress progress, int wanted) implements Outcome {}

        /// No row needs it any more.
        record Nothing() implements Outcome {}

        /// It was given up, and nothing of it is left.
        record RolledBack(Failure failure) implements Outcome {}

        /// Nothing more can be done on this connection.
        record Ended(Failure failure) implements Outcome {}
    }

    private Observation run() {
        if (!progress.key().isEmpty()) {
            desk.progress("going on behind " + String.join(", ", progress.key()));
        }
        try (brake) {
            while (true) {
                Failure failure = desk.stopped()
                        ? Failure.of("interrupted", "stopped by the operator between two batches", "")
                        : next();
                if (failure != null) {
                    return failed(failure);
                }
                if (done) {
                    return new Told(progress, meter.rate(), batches.table()).observation();
                }
            }
        } catch (Refusal refusal) {
            return failed(problem(refusal));
        }
    }

    private static Failure problem(Refusal refusal) {
        return Failure.of("problem", refusal.problems().getFirst().title(), ProblemText.render(refusal.problems()));
    }

    /// @return why it can't go on, or null
    private @Nullable Failure next() {
        brake.await();
        long start = System.nanoTime();
        return switch (watched()) {
            case Outcome.Committed(Progress after, int wanted) -> {
                committed(after, wanted, Duration.ofNanos(System.nanoTime() - start));
                yield null;
            }
            case Outcome.Nothing _ -> {
                done = true;
                yield null;
            }
            case Outcome.RolledBack(Failure failure) -> persistence.again(failure.code(), pace) ? null : failure;
            case Outcome.Ended(Failure failure) -> failure;
        };
    }

    private Outcome watched() {
        try (LockWatch watch = persistence.watching()) {
            Outcome outcome = batch();
            persistence.saw(watch.seen());
            return outcome;
        }
    }

    private void committed(Progress after, int wanted, Duration took) {
        meter.add(after.affected() - progress.affected());
        pace.took(took, wanted == pace.rows());
        persistence.succeeded();
        progress = after;
        desk.reached(after);
        if (meter.isDue()) {
            desk.progress(meter.line(after));
        }
        if (!plan.pause().isZero()) {
            desk.sleep(plan.pause());
        }
    }

    private Outcome batch() {
        Passage begin = Passage.somewhere(persistence.begin(), plan.place());
        StatementResult result = session.execute(begin.text());
        return result instanceof StatementResult.Completed ? bounded() : givenUp(result, begin);
    }

    /// Looks where the batch ends. Once fewer rows than a batch wants were left, only what is left is looked for.
    private Outcome bounded() {
        Passage boundary = ending
                ? batches.rest(progress.key(), pace.rows())
                : batches.last(progress.key(), pace.rows());
        StatementResult result = session.execute(boundary.text());
        if (!(result instanceof StatementResult.Completed) || result.rows() == null) {
            return givenUp(result, boundary);
        }
        List<List<@Nullable String>> rows = result.rows().rows();
        if (rows.isEmpty() && !ending) {
            ending = true;
            return bounded();
        }
        if (rows.isEmpty()) {
            session.execute("ROLLBACK");
            return new Outcome.Nothing();
        }
        List<String> found = rows.getFirst().stream().map(String::valueOf).toList();
        return ending
                ? update(found.subList(0, found.size() - 1), Integer.parseInt(found.getLast()))
                : update(found, pace.rows());
    }

    private Outcome update(List<String> upTo, int wanted) {
        Passage update = batches.update(progress.key(), upTo);
        StatementResult result = session.execute(update.text());
        if (!(result instanceof StatementResult.Completed)) {
            return givenUp(result, update);
        }
        Progress after = progress.with(upTo, Math.max(0, result.answers().getLast().affected()));
        Failure refused = desk.committing(progress, after);
        if (refused != null) {
            session.execute("ROLLBACK");
            return new Outcome.Ended(refused);
        }
        StatementResult committed = session.commit("COMMIT", StatementListener.NONE);
        return switch (committed) {
            case StatementResult.Completed completed when completed.tag().equals("COMMIT") ->
                new Outcome.Committed(after, wanted);
            case StatementResult.Completed _,StatementResult.Failed _ -> givenUp(committed, update);
            case StatementResult.Lost lost -> lostInCommit(lost, after);
        };
    }

    /// A batch that the server refused, or whose connection is gone before its COMMIT: nothing of it stays.
    private Outcome givenUp(StatementResult result, Passage statement) {
        session.execute("ROLLBACK");
        return switch (result) {
            case StatementResult.Failed failed ->
                new Outcome.RolledBack(Explanation.of(new Trouble.Refused(statement, failed.error())));
            case StatementResult.Lost lost -> new Outcome.Ended(Failure.of("connection", lost.reason(),
                    "The batch that was open was rolled back; those before it are committed."));
            case StatementResult.Completed completed -> new Outcome.Ended(Failure.of("25P02",
                    "COMMIT answered " + completed.tag(), "The batch was rolled back."));
        };
    }

    private Outcome lostInCommit(StatementResult.Lost lost, Progress after) {
        Resolution resolution = desk.fate();
        certain = resolution.fate() == Fate.COMMITTED || resolution.fate() == Fate.ABORTED;
        if (resolution.fate() == Fate.COMMITTED) {
            progress = after;
            desk.reached(after);
        }
        return new Outcome.Ended(Failure.of(certain ? "connection" : Failure.IN_DOUBT,
                "the connection ended in the COMMIT of batch " + after.batches() + ": " + lost.reason(),
                (certain ? "" : "Whether the batch was committed is not known: ") + resolution.reason() + "."));
    }

    private Observation failed(Failure failure) {
        Told told = new Told(progress, meter.rate(), batches.table());
        Observation seen = told.failed(failure, persistence.blockers());
        return certain && progress.batches() == 0 ? seen.leavingNothing() : seen;
    }

    private String cell(String sql) {
        return String.valueOf(KeyedTable.rows(session, sql, plan.place()).getFirst().getFirst());
    }
}
