package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.value.Type;
import java.util.List;
import java.util.Map;

/// Something that a step can do by itself. A new kind is a record in a file of its own; javac names the switches
/// that must know it.
public sealed interface Action
        permits Sql, Shell, Http, Confirm, Prompt, Assert, Pause, WaitForReplicas, Backup, Restore, Backfill {

    /// Does it.
    Observation perform(Tools tools);

    /// What it will do, for the plan and the report: its source with the values that are known.
    List<Fact> source(Scope scope);

    /// Whether it is known to change a database: what does, and has no rollback, is named when a run fails.
    default boolean changesDatabase() {
        return false;
    }

    /// What may be there of it when the process that does it dies in the middle.
    default Remains remains() {
        return Remains.ANYTHING;
    }

    /// What may be there of an action that did not come to its end.
    enum Remains {
        /// Nothing that matters: it only looks or asks, or makes something that is made again.
        NOTHING,
        /// All or nothing: the journal has the number of the transaction before it is committed.
        ALL_OR_NOTHING,
        /// The journal has each of its effects before it begins: none, and nothing is there.
        BY_STATEMENT,
        /// Nobody can know.
        ANYTHING
    }

    /// The fields of its outcome and their types, for the check of names before the run.
    Map<String, Type> fields();
}
