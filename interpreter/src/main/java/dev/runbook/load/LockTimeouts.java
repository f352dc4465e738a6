package dev.runbook.load;

import dev.runbook.action.Sql;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Connection;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import dev.runbook.sql.effect.LockSurvey.Taken;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Warns of steps that would wait for ACCESS EXCLUSIVE for as long as it takes: whoever wants the table meanwhile waits
/// behind them, readers too.
public final class LockTimeouts {
    private final Runbook runbook;
    private final Problems problems;
    /// Connections whose session has had a timeout set by an earlier step.
    private final Set<String> guarded = new HashSet<>();

    private LockTimeouts(Runbook runbook, Problems problems) {
        this.runbook = runbook;
        this.problems = problems;
    }

    /// A sandbox is not looked at: nobody else is there.
    public static void check(Runbook runbook, Problems problems) {
        LockTimeouts rule = new LockTimeouts(runbook, problems);
        rule.all(runbook.steps());
        rule.all(runbook.success());
        runbook.recoveries().values().forEach(recovery -> rule.all(recovery.steps()));
        runbook.procedures().values().forEach(procedure -> rule.all(procedure.steps()));
    }

    private void all(List<Step> steps) {
        Steps.walk(steps, step -> {
            if (step.work() instanceof Work.Act(Sql sql)) {
                check(step, sql);
            }
        });
    }

    private void check(Step step, Sql sql) {
        String connection = step.setting().connection();
        Taken exposed = sql.locks().survey().exposed();
        if (exposed != null && sql.locks().rule() == null && !isGuarded(connection)) {
            problems.warning(exposed.place(), exposed.command() + " takes ACCESS EXCLUSIVE without a lock timeout",
                    "While it waits for the lock, everyone who wants the table waits behind it, readers too. Say"
                            + " lock: {timeout: 2s, retry: {times: 5, delay: 10s}} here or under `defaults`, or set"
                            + " lock_timeout in the connection's settings.");
        }
        if (sql.keepsSession() && sql.locks().survey().setsTimeout()) {
            guarded.add(connection);
        }
    }

    private boolean isGuarded(String name) {
        Connection connection = runbook.connections().get(name);
        return guarded.contains(name) || connection != null && connection.settings().containsKey("lock_timeout");
    }
}
