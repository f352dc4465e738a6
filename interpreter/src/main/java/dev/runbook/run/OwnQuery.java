package dev.runbook.run;

import dev.runbook.action.Tools;
import dev.runbook.database.Session;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.model.Guard;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.RunScope;
import dev.runbook.run.watching.Condition;
import dev.runbook.watch.Limits;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A guard's own query: asked every so often, and judged by its `abort_if`.
final class OwnQuery implements Condition {
    private final Guard.Own own;
    private final Scope scope;
    private final Tools tools;
    private final Supplier<Session> connect;
    private @Nullable Session session;

    OwnQuery(Guard.Own own, Scope scope, Tools tools, Supplier<Session> connect) {
        this.own = own;
        this.scope = scope;
        this.tools = tools;
        this.connect = connect;
    }

    @Override
    public Limits.@Nullable Passed passed() {
        Observation seen = own.query().perform(new SideTools(tools, session()));
        Failure failure = seen.failure();
        if (failure != null) {
            throw new Refusal(Problem.error(null, "the guard's query failed: " + failure.title(), failure.advice()));
        }
        return own.abortIf().test(RunScope.with(scope, seen.fields()))
                ? new Limits.Passed("abort_if is true: " + own.abortIf().text(), "value " + seen.field("value").text())
                : null;
    }

    @Override
    public void close() {
        Session open = session;
        if (open != null) {
            open.close();
        }
    }

    private Session session() {
        Session open = session;
        if (open == null || open.isLost()) {
            open = connect.get();
            session = open;
        }
        return open;
    }
}
