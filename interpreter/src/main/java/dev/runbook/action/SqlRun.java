package dev.runbook.action;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementListener;
import dev.runbook.database.StatementResult;
import dev.runbook.database.TransactionState;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.lockwait.LockTimeout;
import dev.runbook.lockwait.LockWait;
import dev.runbook.lockwait.LockWatch;
import dev.runbook.script.ScriptPlayer;
import dev.runbook.script.ScriptPlayer.OnError;
import dev.runbook.script.Transcript;
import dev.runbook.source.Passage;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Variables;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One performance of a SQL step: its statements, its transaction, and the judgement before the commit. A step that
/// verifies another one plays inside of that one's transaction, and leaves it as it is.
final class SqlRun implements ScriptPlayer.Gate {
    private final Sql sql;
    private final Tools tools;
    private final Session session;
    private final LockWait locks;
    /// Why the script's own COMMIT was held back for good, when it was a deferred check that failed.
    private @Nullable Failure deferred;
    /// The COMMIT of the script's own that was sent last, if nothing was sent after it.
    private @Nullable Announced announced;
    private boolean timedOut;
    private final OwnStatements statements;
    private ThereBefore before;

    /// A COMMIT of the script's own.
    ///
    /// @param last whether the step's work is done with it
    private record Announced(Observation seen, boolean last) {}

    SqlRun(Sql sql, Tools tools) {
        this.sql = sql;
        this.tools = tools;
        this.session = tools.session();
        this.statements = new OwnStatements(tools, session);
        this.before = nothingFound();
        this.locks = new LockWait(sql.locks().rule(), sql.locks().survey(), session, tools);
    }

    Observation run() {
        try (SqlLog log = SqlLog.open(tools)) {
            if (session.transactionState() != TransactionState.IDLE) {
                return withinAnother(log);
            }
            locks.lookAhead();
            Observation seen;
            do {
                seen = sql.inOneTransaction() ? inOneTransaction(player(log, this)) : byItself(player(log, this));
            } while (isAgain(seen));
            return SqlOutcome.with(LastingSettings.kept(seen, session, sql, tools), locks.facts());
        }
    }

    private ThereBefore nothingFound() {
        return new ThereBefore(tools, sql.remains() == Action.Remains.ANYTHING || tools.standpoint().done() > 0);
    }

    private ScriptPlayer player(SqlLog log, ScriptPlayer.Gate gate) {
        Variables variables = sql.variables(tools.scope());
        return new ScriptPlayer(session, sql.script(variables), variables, log, onError(), gate);
    }

    /// A lock that did not come in time may be waited for again when nothing is left of the attempt.
    private boolean isAgain(Observation seen) {
        Failure failure = seen.failure();
        return failure != null && seen.leftNothing() && locks.again(failure.code());
    }

    /// In a transaction that is somebody else's to end.
    private Observation withinAnother(SqlLog log) {
        NoControl gate = new NoControl(before);
        if (sql.locks().rule() != null && session.transactionState() == TransactionState.OPEN) {
            session.execute(locks.local());
        }
        Transcript transcript = play(player(log, gate));
        Observation seen = gate.with(observed(transcript));
        return transcript.isLost() ? Severed.rolledBack(seen, session, tools) : seen;
    }

    private Transcript play(ScriptPlayer player) {
        try (TimeLimit limit = TimeLimit.on(session, tools.timeout(), tools::stopped); LockWatch _ = locks.watching()) {
            Transcript transcript = player.play();
            timedOut = limit.passed();
            before.tell(transcript);
            before = nothingFound();
            return transcript;
        }
    }

    private OnError onError() {
        return sql.inOneTransaction()
                ? OnError.STOP_ALWAYS
                : sql.manner().continues()
                        ? OnError.CONTINUE
                        : OnError.STOP;
    }

    private Observation byItself(ScriptPlayer player) {
        try (LockTimeout _ = locks.timeout()) {
            return eachByItself(player);
        }
    }

    private Observation eachByItself(ScriptPlayer player) {
        Failure unmended = statements.mend();
        if (unmended != null) {
            return Observation.failed(unmended);
        }
        Transcript transcript = play(player);
        Failure failed = deferred;
        Observation seen = failed == null
                ? observed(transcript)
                : SqlOutcome.failed(observed(transcript), failed);
        Announced commit = announced;
        if (session.isLost() && commit != null && seen.failure() != null) {
            return LostCommit.settle(seen, commit.seen(), commit.last(), tools);
        }
        if (session.isLost() && isOneTransaction(transcript)) {
            return Severed.rolledBack(seen, session, tools).leavingNothing();
        }
        if (session.isLost() || session.transactionState() == TransactionState.IDLE) {
            return afterwards(statements.settled(seen, transcript));
        }
        if (seen.failure() == null && !transcript.withheld()) {
            seen = SqlOutcome.failed(seen, Failure.of("25001",
                    "the SQL left a transaction open, which was rolled back",
                    "End it with COMMIT, or leave BEGIN out and say transaction: always."));
        }
        Observation undone = rollBack(SqlOutcome.with(seen, new Fact.Text("rolled back",
                "the transaction that the script had begun and not committed")));
        return afterwards(isOneTransaction(transcript)
                ? undone
                : new Observation(undone.fields(), undone.facts(), undone.failure()));
    }

    /// Whether nothing but settings came before the transaction that is still open.
    private static boolean isOneTransaction(Transcript transcript) {
        List<String> tags = transcript.answers().stream().map(Answer::tag).filter(tag -> !tag.equals("SET")).toList();
        return !tags.isEmpty() && tags.getFirst().matches("BEGIN|START TRANSACTION") && !tags.contains("COMMIT")
                && !tags.contains("PREPARE TRANSACTION") && !tags.contains("ROLLBACK");
    }

    /// The script's own last COMMIT waits for the judgement; nothing else does.
    @Override
    public boolean mayBeSent(Statement statement, Supplier<Transcript> soFar) {
        announced = null;
        before.sending(statement, soFar);
        if (session.transactionState() == TransactionState.IDLE) {
            statements.announce(statement, soFar);
            return true;
        }
        statements.inside();
        if (!statement.isCommit()) {
            return true;
        }
        boolean held = statement.place().equals(sql.heldBack());
        Observation seen = observed(soFar.get());
        if (held) {
            deferred = checkDeferred(statement.sql());
            if (deferred != null || !tools.judge(seen)) {
                return false;
            }
        }
        deferred = session.transactionState() == TransactionState.OPEN ? announce(seen, held) : null;
        return deferred == null;
    }

    @Override
    public @Nullable List<Answer.Rows> done(Statement statement) {
        return session.transactionState() == TransactionState.IDLE ? statements.done(statement) : null;
    }

    /// What is true only once the whole script is through is not announced with one of its commits.
    private @Nullable Failure announce(Observation seen, boolean held) {
        statements.committed();
        boolean last = held && sql.commitsLast();
        announced = new Announced(seen, last);
        return tools.committing(last ? seen : null);
    }

    /// A statement that is a transaction by itself may be sent again.
    @Override
    public boolean again(ServerMessage refusal) {
        return session.transactionState() == TransactionState.IDLE && locks.again(refusal.sqlState());
    }

    /// Begins, plays, judges, and commits only what was judged well.
    private Observation inOneTransaction(ScriptPlayer player) {
        StatementResult begun = session.execute("BEGIN" + locks.local());
        if (!(begun instanceof StatementResult.Completed)) {
            return Observation.failed(SqlOutcome.failure(begun, Passage.somewhere("BEGIN", sql.text().span())))
                    .leavingNothing();
        }
        Transcript transcript = play(player);
        Observation seen = observed(transcript);
        if (transcript.isLost()) {
            return Severed.rolledBack(seen, session, tools).leavingNothing();
        }
        if (session.transactionState() == TransactionState.IDLE) {
            return ownCommit(seen);
        }
        if (seen.failure() == null) {
            Failure failed = checkDeferred(sql.text());
            seen = failed == null ? seen : SqlOutcome.failed(seen, failed);
        }
        if (LockWait.isLock(seen.failure())) {
            return afterwards(rollBack(undone(seen, transcript)));
        }
        boolean wanted = tools.judge(seen);
        return wanted && seen.failure() == null ? commit(seen) : afterwards(rollBack(undone(seen, transcript)));
    }

    /// An expected error does not undo what came before it without saying so.
    private static Observation undone(Observation seen, Transcript transcript) {
        return transcript.stop() == null || transcript.done() == 0
                ? seen
                : SqlOutcome.with(seen, new Fact.Text("rolled back", "the error undid the statements before it, "
                        + transcript.done() + " of this step, for they are one transaction"));
    }

    /// The transaction is gone, and nothing tells whether by a COMMIT or a ROLLBACK.
    private Observation ownCommit(Observation seen) {
        tools.judge(seen);
        return afterwards(seen.failure() != null
                ? seen
                : SqlOutcome.failed(seen, Failure.of("25P01",
                        "the SQL ended the step's transaction by itself",
                        "Its COMMIT or ROLLBACK was not ours to hold back: take it out, or say transaction: never.")));
    }

    private @Nullable Failure checkDeferred(Passage place) {
        StatementResult checked = session.execute("SET CONSTRAINTS ALL IMMEDIATE");
        return checked instanceof StatementResult.Completed ? null : SqlOutcome.failure(checked, place);
    }

    private Observation commit(Observation seen) {
        Failure refused = sql.changesDatabase() ? tools.committing(seen) : null;
        if (refused != null) {
            return afterwards(rollBack(SqlOutcome.failed(seen, refused)));
        }
        StatementResult committed = session.commit("COMMIT", StatementListener.NONE);
        return switch (committed) {
            case StatementResult.Completed completed when completed.tag().equals("COMMIT") -> afterwards(seen);
            case StatementResult.Completed completed -> SqlOutcome.failed(seen, Failure.of("25P02",
                    "COMMIT answered " + completed.tag(), "The transaction was rolled back.")).leavingNothing();
            case StatementResult.Failed failed ->
                afterwards(SqlOutcome.failed(seen, SqlOutcome.failure(failed, sql.text())).leavingNothing());
            case StatementResult.Lost lost -> LostCommit.settle(seen, lost.reason(), tools);
        };
    }

    private Observation rollBack(Observation seen) {
        StatementResult rolledBack = session.execute("ROLLBACK");
        return rolledBack instanceof StatementResult.Completed
                || rolledBack instanceof StatementResult.Lost ? seen.leavingNothing() : seen;
    }

    /// A file leaves no settings behind.
    private Observation afterwards(Observation seen) {
        if (!session.isLost() && !sql.keepsSession()) {
            session.reset();
        }
        return seen;
    }

    private Observation observed(Transcript transcript) {
        Observation seen = SqlOutcome.of(transcript, sql.manner().result());
        Failure failure = seen.failure();
        Duration limit = tools.timeout();
        return timedOut && limit != null && failure != null && failure.code().equals("57014")
                ? SqlOutcome.failed(seen, new Failure("timed out after " + Durations.format(limit), "timeout",
                        "The server was asked to stop the statement, and did.", failure.facts()))
                : seen;
    }
}
