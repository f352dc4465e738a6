package dev.runbook.run;

import dev.runbook.expression.Scope;
import dev.runbook.model.Guard;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.RunScope;
import dev.runbook.run.watching.Condition;
import dev.runbook.run.watching.QuerySource;
import dev.runbook.run.watching.Sample;
import dev.runbook.value.Value;
import dev.runbook.watch.Limits;
import org.jspecify.annotations.Nullable;

/// A guard's own query: sampled every so often, and judged by its `abort_if`.
record OwnQuery(Guard.Own own, Scope scope, QuerySource source) implements Condition {

    @Override
    public Limits.@Nullable Passed passed() {
        Sample sample = source.take();
        String failure = sample.failure();
        if (failure != null) {
            throw new Refusal(Problem.error(null, "the guard's query failed: " + failure,
                    "What it guards is not known while this lasts."));
        }
        return own.abortIf().test(RunScope.with(scope, sample.fields()))
                ? new Limits.Passed("abort_if is true: " + own.abortIf().text(),
                        "value " + sample.fields().getOrDefault("value", Value.Null.NULL).text())
                : null;
    }

    @Override
    public void close() {
        source.close();
    }
}
