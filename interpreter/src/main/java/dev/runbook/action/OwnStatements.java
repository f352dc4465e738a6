package dev.runbook.action;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.script.Transcript;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.settle.Entry;
import dev.runbook.settle.Entry.Outcome;
import dev.runbook.settle.Fate;
import dev.runbook.settle.Fingerprint;
import dev.runbook.settle.Precaution;
import dev.runbook.settle.Returned;
import dev.runbook.settle.Standpoint;
import dev.runbook.source.Passage;
import dev.runbook.sql.effect.Effect;
import dev.runbook.sql.effect.Verdict;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The statements of a script that are transactions of their own: each that can change something is on disk before it
/// is sent, with what the catalogs show of its matter, so that nobody has to guess what became of it. What is known to be
/// done is not done again.
final class OwnStatements {
    /// Commands that leave nothing outside of their session.
    private static final Set<String> OF_THE_SESSION = Set.of("SET", "RESET", "SHOW", "BEGIN", "START TRANSACTION",
            "COMMIT", "END", "ROLLBACK", "ABORT", "LISTEN", "UNLISTEN", "DISCARD", "PREPARE", "DEALLOCATE",
            "SET TRANSACTION", "SET CONSTRAINTS", "SAVEPOINT", "RELEASE", "ROLLBACK TO", "DECLARE", "FETCH", "MOVE",
            "CLOSE", "");
    private final Tools tools;
    private final Session session;
    private final Standpoint from;
    private final List<String> prints = new ArrayList<>();
    /// What each of them returned.
    private final List<Value> returned = new ArrayList<>();
    /// How many results there were before the last one was sent, or -1 when its own are kept.
    private int results = -1;
    /// Whether nobody can pass over what has been sent by now.
    private boolean stuck;
    /// Whether what was sent last stands in a transaction of the script's own.
    private boolean inside;
    private @Nullable Entry last;
    private @Nullable Passage text;

    OwnStatements(Tools tools, Session session) {
        this.tools = tools;
        this.session = session;
        this.from = tools.standpoint();
    }

    /// Whether SQL begins or ends a transaction.
    static boolean ends(String sql) {
        return Effect.ofSeveral(sql).stream().anyMatch(effect -> effect.transaction() == Verdict.CONTROL);
    }

    /// Takes away what an earlier try left half done, or brings it to its end.
    @Nullable
    Failure mend() {
        for (String sql : from.mend()) {
            tools.progress("first: " + sql);
            tools.effect("mend", Map.of("sql", Value.of(sql)));
            StatementResult result = session.execute(sql);
            if (!(result instanceof StatementResult.Completed)) {
                String words = result instanceof StatementResult.Failed failed
                        ? failed.error().title()
                        : "the connection was lost";
                return Failure.of("leftover", "what an earlier try left half done is still there: " + words,
                        "Nothing else was done. It was to be mended by: " + sql);
            }
        }
        return null;
    }

    /// What a statement returned that is known to be done, or null when it is not.
    ///
    /// @throws Refusal when it is another one than then
    @Nullable
    List<Answer.Rows> done(Statement statement) {
        if (prints.size() >= from.done() || commands(statement).isEmpty()) {
            return null;
        }
        String print = print(statement);
        if (!print.equals(from.prints().get(prints.size()))) {
            throw new Refusal(Problem.error(statement.place(), "this is not the statement that was carried out before",
                    "The script comes out differently now, so nobody can tell where to go on. Look what is there, then"
                            + " do the rest by hand."));
        }
        returned.add(from.returned().get(prints.size()));
        prints.add(print);
        return Returned.results(returned.getLast());
    }

    void announce(Statement statement, Supplier<Transcript> soFar) {
        inside = false;
        keepResults(soFar);
        List<String> commands = commands(statement);
        if (commands.isEmpty()) {
            return;
        }
        Precaution precaution = Precaution.before(statement.sql().text(), session);
        refuseUseless(statement, precaution);
        prints.add(print(statement));
        returned.add(Returned.NOTHING);
        Transcript before = soFar.get();
        results = before.results().size();
        boolean used = statement.ending() instanceof Ending.IntoVariables
                || statement.ending() instanceof Ending.Execute;
        stuck |= used;
        Entry entry = new Entry(prints.size(), String.join(", ", commands), prints.getLast(), used,
                affected(before), precaution, null, Returned.NOTHING);
        tools.effect(Entry.KIND, entry.token());
        last = entry;
        text = statement.sql();
    }

    /// What a statement has returned is on disk before the next one is sent: it is not going to be sent again.
    private void keepResults(Supplier<Transcript> soFar) {
        Entry sent = last;
        if (sent != null && results >= 0) {
            Transcript now = soFar.get();
            if (now.results().size() > results) {
                tools.effect(Entry.KIND, ended(sent, Outcome.DONE, now).token());
            }
            results = -1;
        }
    }

    private Entry ended(Entry sent, Outcome how, Transcript now) {
        if (results >= 0) {
            returned.set(returned.size() - 1, Returned.of(now.results().subList(results, now.results().size())));
        }
        return sent.ended(how, affected(now), returned.getLast());
    }

    /// An index that is of no use is no proof that the work is there.
    private static void refuseUseless(Statement statement, Precaution precaution) {
        String useless = precaution.passedOver();
        if (!useless.isEmpty()) {
            throw new Refusal(Problem.error(statement.place(), "the index " + useless + " is there, and invalid",
                    "IF NOT EXISTS would pass over it. It was there before this statement, so it is left alone: drop"
                            + " it, or rebuild it with REINDEX INDEX CONCURRENTLY."));
        }
    }

    /// What belongs to other transactions of the script cannot be passed over.
    void committed() {
        stuck = true;
    }

    /// What is sent next stands in a transaction of the script's own.
    void inside() {
        inside = true;
    }

    /// Notes how the last one ended, and where another try is to go on.
    Observation settled(Observation unsettled, Transcript transcript) {
        Observation seen = counted(unsettled);
        Entry sent = last;
        if (transcript.stop() instanceof Trouble.Lost(Passage cut, _, _)) {
            if (sent != null && !inside && cut.equals(text)) {
                return cutOff(seen, sent);
            }
            seen = lost(seen, cut);
        }
        return sent == null || isInDoubt(seen) ? seen : answered(seen, sent, transcript);
    }

    private Observation answered(Observation seen, Entry sent, Transcript transcript) {
        boolean refused = transcript.troubles().stream()
                .anyMatch(trouble -> trouble instanceof Trouble.Refused(Passage of, _)
                        && of.equals(text));
        Entry ended = ended(sent, refused ? Outcome.REFUSED : Outcome.DONE, transcript);
        tools.effect(Entry.KIND, ended.token());
        tools.standpoint(Standpoint.NONE);
        return seen.failure() == null || transcript.stop() == null
                ? seen
                : failed(seen, refused ? sent.precaution().fate(session, true) : new Fate.Done("it was answered"),
                        ended);
    }

    /// The connection ended in the one that was sent last: the server is asked at once what became of it.
    private Observation cutOff(Observation seen, Entry sent) {
        Fate fate = tools.fate(sent, session);
        if (fate instanceof Fate.Done) {
            tools.effect(Entry.KIND, sent.ended(Outcome.DONE, sent.affected(), Returned.NOTHING).token());
        }
        return failed(Severed.told(seen, sent, fate), fate, sent);
    }

    /// The connection ended in what is not on disk by itself.
    private Observation lost(Observation seen, Passage cut) {
        if (inside) {
            return Severed.rolledBack(seen, session, tools);
        }
        if (!commands(cut.text()).isEmpty()) {
            return Severed.inDoubt(seen, "it was sent by another one");
        }
        Observation told = Severed.reading(seen);
        return last == null && from.done() == 0 ? told.leavingNothing() : told;
    }

    private static boolean isInDoubt(Observation seen) {
        Failure failure = seen.failure();
        return failure != null && failure.code().equals(Failure.IN_DOUBT);
    }

    private Observation failed(Observation seen, Fate fate, Entry ended) {
        boolean done = fate instanceof Fate.Done;
        List<String> certain = done ? prints : prints.subList(0, prints.size() - 1);
        List<String> mend = fate instanceof Fate.Half(List<String> first, _, _) ? first : List.of();
        if (!stuck) {
            tools.standpoint(new Standpoint(certain, returned.subList(0, certain.size()), ended.affected(), mend,
                    List.of(ended.shown() + ": " + fate.words())));
        }
        Observation told = switch (fate) {
            case Fate.Half half -> SqlOutcome.with(seen, new Fact.Text("left half done", ended.shown() + ": "
                    + half.words()));
            case Fate.Done _,Fate.NotDone _,Fate.Again _,Fate.Unknown _ -> seen;
        };
        return certain.isEmpty() && !stuck && fate instanceof Fate.NotDone ? told.leavingNothing() : told;
    }

    /// What an earlier try has done belongs to the outcome.
    private Observation counted(Observation seen) {
        if (from.done() == 0 && from.mend().isEmpty()) {
            return seen;
        }
        List<String> words = new ArrayList<>(from.words());
        from.mend().forEach(sql -> words.add("done first: " + sql));
        if (from.done() > 0) {
            words.add("not done again: " + (from.done() == 1 ? "statement 1" : "statements 1 to " + from.done()));
        }
        Map<String, Value> fields = new LinkedHashMap<>(seen.fields());
        if (from.affected() > 0) {
            fields.merge("affected", Value.of(from.affected()), OwnStatements::sum);
        }
        List<Fact> facts = new ArrayList<>(seen.facts());
        facts.add(new Fact.Text("taken up", String.join("; ", words)));
        return new Observation(fields, facts, seen.failure(), seen.leftNothing());
    }

    private static Value sum(Value one, Value other) {
        return one instanceof Value.Int(long a) && other instanceof Value.Int(long b) ? Value.of(a + b) : one;
    }

    private long affected(Transcript transcript) {
        return from.affected() + transcript.answers().stream().filter(Answer.Done.class::isInstance)
                .mapToLong(Answer::affected).filter(rows -> rows > 0).sum();
    }

    private String print(Statement statement) {
        return Fingerprint.of(tools.secrets().mask().mask(statement.sql().text()));
    }

    /// Whether SQL can change something outside of its session.
    static boolean changes(String sql) {
        return !commands(sql).isEmpty();
    }

    private static List<String> commands(Statement statement) {
        return commands(statement.sql().text());
    }

    private static List<String> commands(String sql) {
        return Effect.ofSeveral(sql).stream()
                .filter(effect -> !effect.onlyReads() && !OF_THE_SESSION.contains(effect.command()))
                .map(Effect::command).toList();
    }
}
