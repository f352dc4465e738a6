package dev.runbook.run;

import dev.runbook.database.Session;
import dev.runbook.database.Unreachable;
import dev.runbook.evidence.Observation;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.run.Doubt.Finding;
import dev.runbook.run.past.PastStep;
import dev.runbook.settle.Entry;
import dev.runbook.settle.Entry.Outcome;
import dev.runbook.settle.Fate;
import dev.runbook.settle.Ledger;
import dev.runbook.story.StepRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out how far a script came whose statements are transactions of their own: all but the last one that was begun
/// are done, and of that one the catalogs tell, or a person.
final class Statements {
    private final Workshop workshop;
    private final Step step;
    private final StepRef ref;
    private final boolean onlyPast;
    private final Ledger ledger;
    private final DoneWhen.Reply check;

    /// @param onlyPast whether the script is not gone on with, but undone
    /// @param check what the step's `done_when` said
    Statements(Workshop workshop, Step step, StepRef ref, boolean onlyPast, PastStep was, DoneWhen.Reply check) {
        this.workshop = workshop;
        this.step = step;
        this.ref = ref;
        this.onlyPast = onlyPast;
        this.ledger = Ledger.of(was.effects(Entry.KIND));
        this.check = check;
    }

    /// Whether there is a script to be found out about.
    static boolean isAbout(PastStep was) {
        return was.effects("transaction").isEmpty() && Ledger.of(was.effects(Entry.KIND)).last() != null;
    }

    /// @return null when nothing tells, and the step as a whole has to be asked about
    @Nullable
    Finding find() {
        Entry last = ledger.last();
        return last == null ? new Finding.Fresh() : found(last, fate(last));
    }

    private @Nullable Finding found(Entry last, Fate fate) {
        String words = last.shown() + ": " + fate.words();
        return switch (fate) {
            case Fate.Done _ -> reached(last.number(), List.of(), words);
            case Fate.NotDone _ -> last.number() == 1 && onlyPast
                    ? new Finding.Fresh()
                    : reached(last.number() - 1, List.of(), words);
            case Fate.Again _ -> reached(last.number() - 1, List.of(), words);
            case Fate.Half(List<String> mend, boolean whole, _) ->
                reached(whole ? last.number() : last.number() - 1, mend, words);
            case Fate.Unknown _ -> unknown(last, words);
        };
    }

    private Fate fate(Entry last) {
        if (last.outcome() == Outcome.DONE) {
            return new Fate.Done("the journal has its answer");
        }
        try (Session session = workshop.connections().another(step.setting().connection())) {
            return last.precaution().fate(session, last.outcome() == Outcome.REFUSED);
        } catch (Unreachable e) {
            return new Fate.Unknown(e.problems().getFirst().title());
        } catch (Refusal e) {
            return new Fate.Unknown(e.problems().getFirst().title());
        }
    }

    private @Nullable Finding reached(long done, List<String> mend, String words) {
        if (onlyPast) {
            return new Finding.Partly(Observation.of(Map.of()).took(Duration.ZERO),
                    (done == 0 ? "" : "done of its script: " + numbers(done) + "; ") + words);
        }
        if (ledger.obstacle(done) != null) {
            return null;
        }
        workshop.marks().script(ref.key(), ledger.behind(done, mend, List.of(words)));
        return new Finding.Fresh();
    }

    private static String numbers(long done) {
        return done == 1 ? "statement 1" : "statements 1 to " + done;
    }

    /// What may be done again is, and so is the only statement of a step whose `done_when` says that it is not done.
    private @Nullable Finding unknown(Entry last, String words) {
        boolean first = last.number() == 1;
        if (first && check.answer() == DoneWhen.Answer.NO) {
            return new Finding.Fresh();
        }
        if (step.flow().redo().repeatable() && check.answer() == DoneWhen.Answer.NOT_ASKED && !onlyPast) {
            return ledger.obstacle(last.number() - 1) == null
                    ? reached(last.number() - 1, List.of(), last.shown() + ": the step may be done again")
                    : new Finding.Fresh();
        }
        if (first || ledger.obstacle(last.number()) != null) {
            return null;
        }
        return switch (new Inquiry(workshop).ask(ref, last.shown(), words + "; those before it are done")) {
            case DONE -> reached(last.number(), List.of(), last.shown() + ": somebody looked, and it is done");
            case NOT_DONE -> reached(last.number() - 1, List.of(), last.shown() + ": somebody looked, and it is not"
                    + " done");
            case NOBODY_KNOWS -> new Finding.Unknown(words + "; those before it are done. The answer counts for this"
                    + " statement, and the script goes on behind it or with it");
        };
    }

    /// What stands against going on in the middle, for who is asked about the step as a whole.
    String words() {
        Entry last = ledger.last();
        if (last == null) {
            return "";
        }
        String obstacle = ledger.obstacle(last.number());
        return "; it was at " + last.shown() + (obstacle == null ? "" : ", and " + obstacle);
    }
}
