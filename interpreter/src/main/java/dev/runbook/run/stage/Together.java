package dev.runbook.run.stage;

import dev.runbook.action.Action;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step;
import dev.runbook.story.StepRef;
import java.util.function.Supplier;

/// The one transaction of the steps of a group, as those steps know it.
public interface Together {

    /// Does the work of a step in it.
    ///
    /// @param scope the names that the step knows
    Observation perform(Step step, StepRef ref, Action action, Scope scope, Supplier<Observation> work);

    /// Ends it without leaving anything; a second time does nothing more.
    void rollBack();
}
