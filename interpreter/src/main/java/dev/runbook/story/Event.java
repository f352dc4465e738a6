package dev.runbook.story;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.evidence.Waiting;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that happened in a run. The journal keeps all but [Event.Progress]; consoles and reports are made of
/// nothing else.
public sealed interface Event {

    Instant at();

    /// The run begins; nothing has been touched yet.
    record RunStarted(Instant at, RunHeader header, List<StepRef> outline) implements Event {}

    /// A step begins.
    ///
    /// @param source what it will do, as the runbook says it: its SQL, its script, its question
    record StepStarted(Instant at, StepRef step, @Nullable Duration estimate, List<Fact> source) implements Event {}

    /// A line of live output or progress, for whoever watches; not kept.
    record Progress(Instant at, StepRef step, String line) implements Event {}

    /// Something was seen beside a step while it runs: who waits for whom, a guard that has stepped in. Told when it
    /// changes, and only so many times.
    ///
    /// @param waiting who waits for a lock, when that was looked at; else null
    record Watched(Instant at, StepRef step, List<String> lines, @Nullable Waiting waiting) implements Event {
        public Watched {
            lines = List.copyOf(lines);
        }
    }

    /// The undo of a step stands ready; written before the step's first effect.
    record Armed(Instant at, StepRef step) implements Event {}

    /// The undo of a step is not needed any more: nothing is left to undo, or it has been undone.
    record Disarmed(Instant at, StepRef step, String why) implements Event {}

    /// How the run was called, for whoever takes it up again.
    record Called(Instant at, Map<String, Value> options) implements Event {}

    /// Another process took the run up.
    ///
    /// @param verb `resume`, `rollback` or `recover`
    /// @param lost what sessions of the dead process held and nobody can give back
    record TakenUp(Instant at, String verb, String operator, String host, List<String> lost, String address)
            implements
                Event {
        public TakenUp(Instant at, String verb, String operator, String host, List<String> lost) {
            this(at, verb, operator, host, lost, "");
        }
    }

    /// What a step's action came to: known, and neither judged nor told as its outcome yet.
    ///
    /// @param token the transaction that must have been committed for it to be true; empty where there is none
    record Performed(Instant at, StepRef step, Map<String, Value> token, Map<String, Value> fields, List<Fact> facts,
            List<Verdict> verdicts) implements Event {}

    /// What a program needs to know to find out later what became of an effect.
    ///
    /// @param token a child's process group, a transaction's number, as that kind of effect describes itself
    record Effect(Instant at, StepRef step, String kind, Map<String, Value> token) implements Event {}

    /// A person, or the answers given beforehand, answered a question.
    record Answered(Instant at, StepRef step, String question, String answer, String by) implements Event {}

    /// A check was judged.
    record Judged(Instant at, StepRef step, Verdict verdict) implements Event {}

    /// A try of a step failed, and another one follows.
    ///
    /// @param pause how long is waited before it
    /// @param left how many tries there can still be
    record Tried(Instant at, StepRef step, Duration took, Failure failure, Duration pause, int left)
            implements
                Event {}

    /// A step ended.
    record StepFinished(Instant at, StepRef step, Status status, Duration took, Map<String, Value> fields,
            List<Fact> facts, @Nullable Failure failure, String summary) implements Event {}

    /// A step was not run.
    record StepSkipped(Instant at, StepRef step, String why) implements Event {}

    /// What to do after a failure was decided: `rollback`, `stop`, or the name of a recovery.
    record Decided(Instant at, String choice, String by, String why) implements Event {}

    /// A recovery begins.
    record RecoveryStarted(Instant at, String name, String title) implements Event {}

    /// The run ended well, and these checks are due after it.
    record FollowupsDue(Instant at, List<Followup> followups) implements Event {}

    /// The database's catalog was read.
    ///
    /// @param changes what differs from how it was before the run; none in the first reading
    /// @param omitted how many objects more differ
    record CatalogRead(Instant at, CatalogSight sight, List<CatalogChange> changes, long omitted) implements Event {}

    /// The run ended.
    ///
    /// @param state what state the database is in now, in a sentence
    record RunFinished(Instant at, Ending ending, String state) implements Event {}
}
