package dev.runbook.model;

import dev.runbook.action.Action;
import dev.runbook.expression.Expression;
import dev.runbook.model.Step.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that is looked at every so often beside a step or a whole run.
///
/// @param action a query or a script
/// @param warnIf what marks the step, or null
/// @param abortIf what cancels it, or null
public record Sampler(String name, String description, Action action, Setting setting, Duration every,
        @Nullable Expression warnIf, @Nullable Expression abortIf) {}
