package dev.runbook.model;

import dev.runbook.action.Action;
import dev.runbook.expression.Expression;
import dev.runbook.watch.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What must not happen because of a step while it runs, and what comes then: its statement is cancelled.
///
/// @param own a query of the runbook's own, or null
/// @param every how often it is looked
/// @param retry how the step is tried again after it was cancelled; null when it fails
public record Guard(Limits limits, @Nullable Own own, Duration every, Step.@Nullable Retry retry) {

    /// A query and when its result is too much.
    public record Own(Action query, Expression abortIf) {}
}
