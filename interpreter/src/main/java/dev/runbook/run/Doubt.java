package dev.runbook.run;

import dev.runbook.action.Action;
import dev.runbook.backfill.Progress;
import dev.runbook.database.fence.CommitToken;
import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.model.Step;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.past.PastStep.State;
import dev.runbook.run.stage.Frame;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.story.Event;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out what became of a step that a run had begun when it was cut off, or that failed before the run ended: from
/// the journal, from the server, from its `done_when`, then from a person. It never guesses.
final class Doubt {
    /// How long a dead run's script is waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private final Workshop workshop;
    private final Executor executor;
    private final Replay replay;

    /// What became of the step.
    sealed interface Finding {
        /// Nothing of it is there, or doing it again does no harm: it can be done now.
        record Fresh() implements Finding {}

        /// It is done.
        ///
        /// @param verdicts its judgement; null when it has not been judged
        record Done(Observation seen, @Nullable List<Verdict> verdicts) implements Finding {}

        /// A part of it is done, as much as is known.
        record Partly(Observation seen, String words) implements Finding {}

        /// Nobody knows.
        record Unknown(String why) implements Finding {}
    }

    Doubt(Workshop workshop, Executor executor, Replay replay) {
        this.executor = executor;
        this.workshop = workshop;
        this.replay = replay;
    }

    Finding find(Step step, StepRef ref, Frame frame, Action action) {
        PastStep was = replay.step(ref);
        if (was == null || !was.hasStarted() || was.state() == State.PASSED || was.state() == State.SKIPPED) {
            return new Finding.Fresh();
        }
        String atWork = atWork(ref, was);
        if (atWork != null) {
            return new Finding.Unknown(atWork);
        }
        if (!was.effects(PastStep.BATCH).isEmpty()) {
            return batches(step, ref, was.effects(PastStep.BATCH).getLast());
        }
        Event.Performed performed = was.performed();
        return performed != null && (was.state() == State.BEGUN || was.isInDoubt())
                ? performed(step, ref, frame, was, performed)
                : cutOff(step, ref, frame, action, was);
    }

    /// What became of a group whose steps are one transaction.
    Finding ofTransaction(Step step, StepRef ref, Frame frame) {
        PastStep was = replay.step(ref);
        Event.Performed performed = was == null ? null : was.performed();
        return was == null || performed == null || was.state() != State.BEGUN && !was.isInDoubt()
                ? new Finding.Fresh()
                : performed(step, ref, frame, was, performed);
    }

    /// A backfill goes on behind its last batch that was committed.
    private Finding batches(Step step, StepRef ref, Map<String, Value> last) {
        Resolution resolution = fate(step, ref, last);
        Value before = last.getOrDefault("before", Value.Null.NULL);
        Value after = last.getOrDefault("after", Value.Null.NULL);
        return switch (resolution.fate()) {
            case COMMITTED -> reached(ref, Progress.of(after));
            case ABORTED -> reached(ref, Progress.of(before));
            case IN_PROGRESS,
                    UNKNOWN ->
                switch (new Inquiry(workshop).ask(ref, "it was cut off in the COMMIT of a batch ("
                        + after.text() + "), and " + resolution.reason() + "; done means that this batch is there")) {
                    case DONE -> reached(ref, Progress.of(after));
                    case NOT_DONE -> reached(ref, Progress.of(before));
                    case NOBODY_KNOWS -> new Finding.Unknown(resolution.reason());
                };
        };
    }

    private Finding reached(StepRef ref, Progress progress) {
        workshop.marks().backfill(ref.key(), progress);
        return replay.isOnlyPast() && progress.batches() > 0
                ? new Finding.Partly(Observation.of(Map.of("affected", Value.of(progress.affected()), "batches",
                        Value.of(progress.batches()))),
                        "%,d rows in %,d batches".formatted(progress.affected(), progress.batches()))
                : new Finding.Fresh();
    }

    /// What it came to is known, if only its transaction was committed.
    private Finding performed(Step step, StepRef ref, Frame frame, PastStep was, Event.Performed performed) {
        Observation seen = seen(was, performed);
        if (performed.token().isEmpty()) {
            return new Finding.Done(seen, null);
        }
        Resolution resolution = fate(step, ref, performed.token());
        return switch (resolution.fate()) {
            case COMMITTED -> new Finding.Done(with(seen, "the run was cut off in its COMMIT; " + resolution.reason()),
                    performed.verdicts());
            case ABORTED -> new Finding.Fresh();
            case IN_PROGRESS, UNKNOWN -> switch (byCheck(step, ref, frame, seen, resolution.reason())) {
                case Finding.Done(Observation found, _) -> new Finding.Done(found, performed.verdicts());
                case Finding.Fresh fresh -> fresh;
                case Finding.Partly partly -> partly;
                case Finding.Unknown unknown -> unknown;
            };
        };
    }

    private Resolution fate(Step step, StepRef ref, Map<String, Value> token) {
        return new Commits(workshop, step, ref, List::of).fate(CommitToken.of(token));
    }

    private static Observation seen(PastStep was, Event.Performed performed) {
        return Observation.of(Replay.visible(performed.fields()), performed.facts().toArray(Fact[]::new))
                .took(Duration.between(was.started(), performed.at()));
    }

    /// Nothing tells what it came to.
    private Finding cutOff(Step step, StepRef ref, Frame frame, Action action, PastStep was) {
        boolean nothing = was.leftNothing() || switch (action.remains()) {
            case NOTHING -> true;
            case ALL_OR_NOTHING -> was.effects("transaction").isEmpty();
            case BY_STATEMENT -> was.effects("transaction").isEmpty() && was.effects("statement").isEmpty();
            case ANYTHING -> false;
        };
        if (nothing) {
            return new Finding.Fresh();
        }
        Observation seen = Observation.of(Map.of()).took(Duration.ZERO);
        String why = was.state() == State.FAILED
                ? "it failed, and may have done a part of its work"
                : "the run was cut off in the middle of it";
        return action.remains() == Action.Remains.BY_STATEMENT && Statements.isAbout(was)
                ? byStatement(step, ref, frame, seen, was, why)
                : byCheck(step, ref, frame, seen, why);
    }

    /// Asks its `done_when` whether all is done, then the catalogs how far it came.
    private Finding byStatement(Step step, StepRef ref, Frame frame, Observation seen, PastStep was, String why) {
        DoneWhen.Reply reply = new DoneWhen(workshop, executor).ask(step, ref, frame);
        if (reply.answer() == DoneWhen.Answer.YES) {
            return new Finding.Done(with(seen, "found done: " + reply.words()), List.of());
        }
        Statements statements = new Statements(workshop, step, ref, replay.isOnlyPast(), was, reply);
        Finding found = statements.find();
        return found == null ? asked(ref, seen, why + statements.words()) : found;
    }

    /// Asks its `done_when`, then a person.
    private Finding byCheck(Step step, StepRef ref, Frame frame, Observation seen, String why) {
        DoneWhen.Reply reply = new DoneWhen(workshop, executor).ask(step, ref, frame);
        return switch (reply.answer()) {
            case YES -> new Finding.Done(with(seen, "found done: " + reply.words()), List.of());
            case NO -> new Finding.Fresh();
            case UNKNOWN -> asked(ref, seen, why + "; its done_when cannot say: " + reply.words());
            case NOT_ASKED -> step.flow().redo().repeatable() && !replay.isOnlyPast()
                    ? new Finding.Fresh()
                    : asked(ref, seen, why);
        };
    }

    private Finding asked(StepRef ref, Observation seen, String why) {
        return switch (new Inquiry(workshop).ask(ref, why)) {
            case DONE -> new Finding.Done(with(seen, "somebody looked, and its work is there"), List.of());
            case NOT_DONE -> new Finding.Fresh();
            case NOBODY_KNOWS -> new Finding.Unknown(why);
        };
    }

    private static Observation with(Observation seen, String words) {
        List<Fact> facts = new java.util.ArrayList<>(seen.facts());
        facts.add(new Fact.Text("taken up", words));
        return new Observation(seen.fields(), facts, seen.failure(), seen.leftNothing());
    }

    /// Waits for what is left of the step's script, and says who is still there.
    private @Nullable String atWork(StepRef ref, PastStep was) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProcessGroup.Member> members = was.effects("shell").stream().map(Doubt::group)
                    .flatMap(group -> group.members().stream()).toList();
            if (members.isEmpty()) {
                return null;
            }
            if (System.nanoTime() - deadline >= 0 || workshop.interruption().asked()) {
                return "its script is still at work: " + members + "; wait for it or end it, then try again";
            }
            workshop.teller().progress(ref, "waiting for its script, which outlived the run: " + members);
            workshop.interruption().sleep(PAUSE);
        }
    }

    private static ProcessGroup group(Map<String, Value> token) {
        return new ProcessGroup(token.get("group") instanceof Value.Int(long id) ? id : -1,
                token.getOrDefault("identity", Value.Null.NULL).text());
    }
}
