package dev.runbook.action;

import dev.runbook.database.Session;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.settle.Entry;
import dev.runbook.settle.Fate;

/// What is told of SQL whose connection ended in the middle: of an open transaction nothing is left, and of a statement
/// that was one by itself the server is asked.
final class Severed {
    private static final String LOOK = "Look at the database, then `runbook resume` or `runbook rollback` the run.";

    private Severed() {}

    /// An open transaction cannot be committed any more.
    static Observation rolledBack(Observation seen, Session lost, Tools tools) {
        String lingering = tools.lingering(lost);
        return SqlOutcome.with(advised(seen, lingering.isEmpty()
                ? "Nothing of the transaction is left."
                : "Nothing of the transaction was committed, and nothing of it can be; that it is rolled back by now was"
                        + " not seen: " + lingering + "."),
                new Fact.Text("rolled back", "the open transaction, by the server, "
                        + (lingering.isEmpty()
                                ? "when the connection ended"
                                : "once it notices that nobody is there")));
    }

    /// A statement that was a transaction by itself.
    static Observation told(Observation seen, Entry sent, Fate fate) {
        String shown = sent.shown();
        return switch (fate) {
            case Fate.Done(String words) -> advised(seen, shown + " is done: " + words + ".");
            case Fate.NotDone(String words) -> advised(seen, shown + " took no effect: " + words + ".");
            case Fate.Again(String words) -> advised(seen, shown + " was cut off: " + words + ".");
            case Fate.Half(_, _, String words) -> advised(seen, shown + " is half done: " + words + ".");
            case Fate.Unknown(String words) -> inDoubt(seen, shown + ": " + words);
        };
    }

    static Observation inDoubt(Observation seen, String why) {
        Failure failure = seen.failure();
        return failure == null
                ? seen
                : SqlOutcome.failed(seen, new Failure(failure.title(), Failure.IN_DOUBT,
                        "Whether the statement took effect is not known: " + why + ".\n" + LOOK, failure.facts()));
    }

    /// A statement that changes nothing outside of its session.
    static Observation reading(Observation seen) {
        return advised(seen, "The statement that was cut off changes nothing.");
    }

    private static Observation advised(Observation seen, String advice) {
        Failure failure = seen.failure();
        return failure == null
                ? seen
                : SqlOutcome.failed(seen, new Failure(failure.title(), failure.code(), advice, failure.facts()));
    }
}
