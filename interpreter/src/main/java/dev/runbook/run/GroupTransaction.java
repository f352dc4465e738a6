package dev.runbook.run;

import dev.runbook.action.Action;
import dev.runbook.action.LastingSettings;
import dev.runbook.action.Sql;
import dev.runbook.check.Check;
import dev.runbook.database.Session;
import dev.runbook.database.StatementListener;
import dev.runbook.database.StatementResult;
import dev.runbook.database.TransactionState;
import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.past.SessionState;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Together;
import dev.runbook.script.Explanation;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.source.Passage;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one transaction of a group's steps: begun before the first, judged as a whole, and ended for all of them together.
/// Before its COMMIT nothing is in effect and no undo of a step in it stands ready; where it is rolled back, nothing is
/// left of any of them.
final class GroupTransaction implements Together {
    private static final String GONE = "25P01";
    private final Workshop workshop;
    private final Executor executor;
    private final Step step;
    private final StepRef ref;
    private final String connection;
    private final Session session;
    private final Commits commits;
    /// The undos of the steps in it, until there is something to undo.
    private final UndoStack pending = new UndoStack();
    /// Where the tries of a step that may fail begin, by the step's key.
    private final Map<String, String> savepoints = new HashMap<>();
    private List<Verdict> judgement = List.of();
    private boolean open;
    private boolean writes;
    /// What the steps in it SET for longer.
    private final List<Supplier<List<String>>> lasting = new ArrayList<>();
    /// Whether a file has left settings behind that those after it must not see.
    private boolean stale;

    /// @throws dev.runbook.problem.Refusal when there is no connection
    GroupTransaction(Workshop workshop, Executor executor, Step step, StepRef ref) {
        this.workshop = workshop;
        this.executor = executor;
        this.step = step;
        this.ref = ref;
        this.connection = step.setting().connection();
        this.session = workshop.connections().session(connection);
        this.commits = new Commits(workshop, step, ref, () -> judgement);
    }

    /// @return why it could not be begun, or null
    @Nullable
    Failure begin() {
        workshop.connections().memory().before(connection, session);
        StatementResult begun = session.execute("BEGIN");
        open = begun instanceof StatementResult.Completed;
        return open ? null : failure(begun, "BEGIN");
    }

    @Override
    public Observation perform(Step inner, StepRef of, Action action, Scope scope, Supplier<Observation> work) {
        if (!(action instanceof Sql sql)) {
            return work.get();
        }
        if (!isOpen()) {
            return Observation.failed(gone()).leavingNothing();
        }
        if (stale && of.phase() != Phase.VERIFY) {
            session.reset();
            stale = false;
        }
        stale |= !sql.keepsSession();
        lasting.add(() -> LastingSettings.of(sql, scope));
        writes |= sql.changesDatabase();
        workshop.connections().memory().note(sql.text().text());
        String savepoint = mayFail(inner) ? mark(of) : null;
        Observation seen = work.get();
        return savepoint != null && session.transactionState() == TransactionState.FAILED
                ? survived(seen, savepoint)
                : seen;
    }

    private static boolean mayFail(Step inner) {
        return inner.flow().retry() != null || inner.watching().guard() != null
                || inner.judgement().expect().stream().anyMatch(Check.OfError.class::isInstance);
    }

    /// Sets a savepoint for the first try of a step, and goes back to it for each further one.
    private String mark(StepRef of) {
        String known = savepoints.get(of.key());
        if (known != null) {
            session.execute("ROLLBACK TO SAVEPOINT " + known);
            return known;
        }
        String name = "runbook_" + (savepoints.size() + 1);
        savepoints.put(of.key(), name);
        session.execute("SAVEPOINT " + name);
        return name;
    }

    private Observation survived(Observation seen, String savepoint) {
        session.execute("ROLLBACK TO SAVEPOINT " + savepoint);
        return seen.with(List.of(new Fact.Text("rolled back",
                "what this step had done before the error; the transaction of its group goes on"))).leavingNothing();
    }

    /// Where the undos of steps stand: those of the run, or those of the one transaction around the steps.
    static UndoStack undos(Frame frame, UndoStack ofRun) {
        return frame.together() instanceof GroupTransaction around ? around.pending : ofRun;
    }

    /// Deferred constraints speak now.
    ///
    /// @return why nothing may be committed, or null
    @Nullable
    Failure check() {
        StatementResult checked = isOpen() ? session.execute("SET CONSTRAINTS ALL IMMEDIATE") : null;
        return checked == null
                ? gone()
                : checked instanceof StatementResult.Completed ? null : failure(checked, "SET CONSTRAINTS");
    }

    /// @param seen what the group came to once it is committed
    /// @return why it is not committed, or not known to be, or null
    @Nullable
    Failure commit(Observation seen, List<Verdict> verdicts) {
        judgement = verdicts;
        executor.arming().take(pending);
        Failure refused = writes ? commits.announce(seen) : null;
        Failure failure = refused == null ? ended(session.commit("COMMIT", StatementListener.NONE)) : refused;
        if (failure == null) {
            open = false;
            afterwards();
        } else {
            executor.failures().note(failure);
        }
        return failure;
    }

    private @Nullable Failure ended(StatementResult committed) {
        return switch (committed) {
            case StatementResult.Completed completed when completed.tag().equals("COMMIT") -> null;
            case StatementResult.Completed completed -> Failure.of("25P02", "COMMIT answered " + completed.tag(), "");
            case StatementResult.Failed failed -> failure(failed, "COMMIT");
            case StatementResult.Lost(String reason, _, _) -> lost(reason, commits.fate());
        };
    }

    private @Nullable Failure lost(String reason, Resolution resolution) {
        return switch (resolution.fate()) {
            case COMMITTED -> null;
            case ABORTED -> Failure.of("connection",
                    "the connection ended in COMMIT, and the transaction was rolled back", resolution.reason());
            case IN_PROGRESS, UNKNOWN -> {
                open = false;
                executor.undos().doubt(ref);
                yield Failure.of(Failure.IN_DOUBT, "the connection ended in COMMIT: " + reason,
                        "Whether the transaction was committed is not known: " + resolution.reason()
                                + ".\nLook at the database, then `runbook resume` or `runbook rollback` the run.");
            }
        };
    }

    private void afterwards() {
        if (session.isLost()) {
            workshop.connections().owe(connection, lasting.stream().flatMap(sets -> sets.get().stream()).toList());
        } else if (stale) {
            session.reset();
        }
        SessionState left = workshop.connections().memory().after(connection, workshop.connections().known(connection));
        if (left != null) {
            executor.teller().effect(ref, SessionState.KIND, left.token());
        }
    }

    @Override
    public void rollBack() {
        if (open) {
            open = false;
            if (!session.isLost() && session.transactionState() != TransactionState.IDLE) {
                session.execute("ROLLBACK");
            }
            executor.arming().drop(pending);
        }
    }

    /// Says of each step in it that nothing of it is in effect.
    ///
    /// @param failure why, or null when one of those steps failed
    /// @param ran the steps in it that have run
    Failure told(@Nullable Failure failure, List<StepRef> ran) {
        List<StepRef> inside = ran.stream().filter(one -> one.phase() == ref.phase()).distinct().toList();
        for (StepRef one : inside) {
            executor.teller().effect(one, PastStep.LEFT_NOTHING, Map.of());
            executor.teller().disarmed(one, StepRecord.NOT_IN_EFFECT + "rolled back with the transaction of \""
                    + ref.name() + "\"");
        }
        executor.undos().gone(ref);
        if (step.countsForRollback()) {
            executor.undos().disarm(ref);
            executor.teller().disarmed(ref, "its transaction was rolled back: it left nothing behind");
        }
        Fact names = new Fact.Text("rolled back", inside.isEmpty()
                ? "no step in it had run"
                : "nothing is in effect of "
                        + inside.stream().map(StepRef::name).collect(Collectors.joining(", ")));
        Failure known = failure == null
                ? Failure.of("rolled_back", "rolled back as a whole, since a step in it failed", "")
                : failure;
        List<Fact> facts = new ArrayList<>(known.facts());
        facts.add(names);
        return new Failure(known.title(), known.code(), known.advice(), facts);
    }

    private boolean isOpen() {
        return open && !session.isLost() && session.transactionState() == TransactionState.OPEN;
    }

    private static Failure gone() {
        return Failure.of(GONE, "the transaction of the group is not open any more",
                "Nothing more was done, since it would not be rolled back with the rest.");
    }

    private Failure failure(StatementResult result, String what) {
        Passage place = Passage.somewhere(what, step.label().span());
        return switch (result) {
            case StatementResult.Failed failed -> Explanation.of(new Trouble.Refused(place, failed.error()));
            case StatementResult.Lost lost -> Explanation.of(new Trouble.Lost(place, lost.reason(), lost.error()));
            case StatementResult.Completed(List<?> _) -> throw new IllegalStateException("it succeeded");
        };
    }
}
