package dev.runbook.model;

import dev.runbook.action.Action;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.reading.Given;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;

/// What a step does: one action, or other steps.
public sealed interface Work {

    /// An action.
    record Act(Action action) implements Work {}

    /// Steps one after the other.
    ///
    /// @param together whether they are one transaction
    record Group(List<Step> steps, boolean together) implements Work {}

    /// A question whose answer chooses the steps.
    record Choose(Template question, Map<String, List<Step>> options) implements Work {}

    /// The steps of a block or of another file, with parameters of their own.
    record Call(List<Step> steps, Map<String, Given> params, Declared declared) implements Work {

        /// The values of its parameters.
        ///
        /// @param scope of the place that uses it
        public Map<String, Value> params(Scope scope) {
            return declared.complete(params, scope);
        }
    }
}
