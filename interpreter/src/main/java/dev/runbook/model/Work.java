package dev.runbook.model;

import dev.runbook.action.Action;
import dev.runbook.expression.Template;
import java.util.List;
import java.util.Map;

/// What a step does: one action, or other steps.
public sealed interface Work {

    /// An action.
    record Act(Action action) implements Work {}

    /// Steps one after the other.
    record Group(List<Step> steps) implements Work {}

    /// A question whose answer chooses the steps.
    record Choose(Template question, Map<String, List<Step>> options) implements Work {}

    /// The steps of a block or of another file, with parameters of their own.
    record Call(List<Step> steps, Map<String, Template> params) implements Work {}
}
