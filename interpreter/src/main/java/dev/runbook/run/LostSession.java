package dev.runbook.run;

import dev.runbook.database.Catalog;
import dev.runbook.database.Session;
import dev.runbook.database.Unreachable;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.settle.Entry;
import dev.runbook.settle.Fate;
import dev.runbook.story.StepRef;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// A session whose connection was lost in mid statement. The server is asked on another one what it left, and not before
/// it has ended: until then nothing that is seen is final.
final class LostSession {
    /// How long a server that restarts, or a session that has not noticed yet, is waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private final Workshop workshop;
    private final Step step;
    private final StepRef ref;
    private final Session lost;

    LostSession(Workshop workshop, Step step, StepRef ref, Session lost) {
        this.workshop = workshop;
        this.step = step;
        this.ref = ref;
        this.lost = lost;
    }

    /// Why it is not certain that it has ended, or empty.
    String lingering() {
        return asked("its transaction", _ -> "", why -> why);
    }

    /// What became of its last statement: by the catalogs, else by `done_when`, else by a person.
    ///
    /// @param check asks the step's `done_when`
    Fate fate(Entry sent, Supplier<DoneWhen.Reply> check) {
        Fate fate = asked(sent.shown(), session -> sent.precaution().fate(session, false), Fate.Unknown::new);
        return fate instanceof Fate.Unknown(String why) ? otherwise(sent, why, check) : fate;
    }

    private Fate otherwise(Entry sent, String why, Supplier<DoneWhen.Reply> check) {
        DoneWhen.Reply reply = check.get();
        if (reply.answer() == DoneWhen.Answer.YES) {
            return new Fate.Done(reply.words());
        }
        if (reply.answer() == DoneWhen.Answer.NO && sent.number() == 1) {
            return new Fate.NotDone("done_when says no: " + reply.words());
        }
        return switch (new Inquiry(workshop).ask(ref, sent.shown(), why)) {
            case DONE -> new Fate.Done("somebody looked");
            case NOT_DONE -> new Fate.NotDone("somebody looked");
            case NOBODY_KNOWS -> new Fate.Unknown(why);
        };
    }

    private <T> T asked(String what, Function<Session, T> then, Function<String, T> otherwise) {
        workshop.teller().progress(ref, "the connection was lost; asking the server what became of " + what);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String why;
            try (Session session = workshop.connections().another(step.setting().connection())) {
                String elsewhere = workshop.fence().elsewhere(step.setting().connection(), session);
                if (elsewhere != null) {
                    return otherwise.apply(elsewhere);
                }
                if (hasEnded(session)) {
                    return then.apply(session);
                }
                why = "process " + lost.pid() + " of the server is still at work on it";
            } catch (Unreachable e) {
                why = e.problems().getFirst().title();
            } catch (Refusal e) {
                return otherwise.apply(e.problems().getFirst().title());
            }
            if (System.nanoTime() - deadline >= 0 || workshop.interruption().asked()) {
                return otherwise.apply(why);
            }
            workshop.interruption().sleep(PAUSE);
        }
    }

    private boolean hasEnded(Session session) {
        return Catalog.isTrue(session, "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = " + lost.pid()
                + ")");
    }
}
