package dev.runbook.load;

import dev.runbook.action.Action;
import dev.runbook.action.Assert;
import dev.runbook.action.Backfill;
import dev.runbook.action.Backup;
import dev.runbook.action.Confirm;
import dev.runbook.action.Http;
import dev.runbook.action.Pause;
import dev.runbook.action.Prompt;
import dev.runbook.action.Restore;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.action.WaitForReplicas;
import dev.runbook.lockwait.LockRule;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a group that is one transaction may hold: SQL on its own connection, and nothing that would wait, ask, work
/// elsewhere, or be meant to stay when the rest is rolled back.
final class GroupTransactions {
    private static final String WAITING = "The locks of the steps before it would be held while it waits. Take retry out of"
            + " lock, and say retry: {delay: 10s, sqlstate: 55P03} on \"%s\", which lets go of everything and is tried again as"
            + " a whole.";

    private final Problems problems;
    private final Step group;
    private boolean inherited;

    private GroupTransactions(Problems problems, Step group) {
        this.problems = problems;
        this.group = group;
    }

    static void check(List<Step> all, Problems problems) {
        for (Step step : all) {
            if (step.work() instanceof Work.Group(List<Step> steps, boolean together) && together) {
                GroupTransactions rule = new GroupTransactions(problems, step);
                steps.forEach(rule::inside);
            }
        }
    }

    private void inside(Step inner) {
        looks(inner);
        Step doneWhen = inner.flow().redo().doneWhen();
        if (doneWhen != null) {
            looks(doneWhen);
        }
        Step.Flow flow = inner.flow();
        if (flow.always()) {
            problem(inner, "always: true inside one transaction",
                    "After a failure everything in \"%s\" is rolled back, this with it: put it behind the group.");
        }
        if (inner.undo().irreversible() != null) {
            problem(inner, "irreversible inside one transaction",
                    "Nothing of \"%s\" is in effect before its COMMIT: say it on the group, where it is asked for first.");
        }
        if (flow.retry() != null && !(inner.work() instanceof Work.Act)) {
            problem(inner, "retry on a group inside one transaction",
                    "What a try has done can only be taken back with all the rest: say retry on \"%s\".");
        }
    }

    /// What is said for several steps at once is one problem, at the group.
    private void waits(Step inner, @Nullable LockRule rule) {
        if (rule != null && rule.retry() != null && (rule.own() || !inherited)) {
            inherited |= !rule.own();
            problem(rule.own() ? inner : group, "lock: {retry} inside one transaction", WAITING);
        }
    }

    /// What holds for a step that only looks, too.
    private void looks(Step inner) {
        switch (inner.work()) {
            case Work.Act(Action action) -> {
                String why = refused(inner, action);
                if (why != null) {
                    problem(inner, "\"" + inner.label().kind() + "\" inside one transaction", why);
                }
            }
            case Work.Choose _ -> problem(inner, "\"choose\" inside one transaction",
                    "Locks would be held until somebody answers: ask before \"%s\".");
            case Work.Group _,Work.Call _ -> Steps.inside(inner.work()).forEach(steps -> steps.forEach(this::inside));
        }
    }

    /// Why an action cannot be a part of it, or null.
    private @Nullable String refused(Step inner, Action action) {
        return switch (action) {
            case Assert _ -> null;
            case Sql sql -> refused(inner, sql);
            case Confirm _,Prompt _ -> "Locks would be held until somebody answers: ask before \"%s\".";
            case Pause _,WaitForReplicas _ -> "Locks would be held for all that time: put it before or behind \"%s\".";
            case Shell _,Http _,Backup _,Restore _,Backfill _ ->
                "It works outside of the transaction, and would stay when \"%s\" is rolled back: put it before or behind the"
                        + " group.";
        };
    }

    private @Nullable String refused(Step inner, Sql sql) {
        waits(inner, sql.locks().rule());
        if (!inner.setting().connection().equals(group.setting().connection())) {
            return "It works on the connection \"" + inner.setting().connection()
                    + "\", where the transaction of \"%s\" is not: put it before or behind the group.";
        }
        if (sql.byPsql()) {
            return "psql has a session of its own, outside of the transaction of \"%s\": leave runner: psql out.";
        }
        return sql.transaction() == Sql.Transaction.NEVER
                ? "transaction: never is not possible in the one transaction of \"%s\": put it before or behind the group."
                : null;
    }

    private void problem(Step inner, String title, String advice) {
        problems.error(inner.label().span(), title, advice.formatted(group.label().name()));
    }
}
