package dev.runbook.load;

import dev.runbook.action.Action;
import dev.runbook.action.Assert;
import dev.runbook.action.Sql;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;

/// While a transaction is open, no person is asked and no shell or HTTP step runs: locks would be held for as long as
/// somebody else takes, and none of them could see what they are to check.
final class OpenTransactions {
    private final Problems problems;

    private OpenTransactions(Problems problems) {
        this.problems = problems;
    }

    static void check(Runbook runbook, Problems problems) {
        OpenTransactions rule = new OpenTransactions(problems);
        GroupTransactions.check(Steps.all(runbook), problems);
        for (Step step : Steps.all(runbook)) {
            boolean open = switch (step.work()) {
                case Work.Act(Sql sql) -> sql.inOneTransaction() || sql.heldBack() != null;
                case Work.Group(_, boolean together) -> together;
                case Work.Act _,Work.Call _,Work.Choose _ -> false;
            };
            if (open) {
                Steps.walk(step.judgement().verify(), inner -> rule.mustBeSql(inner, step));
            }
        }
    }

    private void mustBeSql(Step inner, Step outer) {
        boolean allowed = switch (inner.work()) {
            case Work.Act(Action action) -> action instanceof Sql || action instanceof Assert;
            case Work.Group _,Work.Call _ -> true;
            case Work.Choose _ -> false;
        };
        if (!allowed) {
            problems.error(inner.label().span(), "\"%s\" would run while a transaction is open"
                    .formatted(inner.label().kind()),
                    "It verifies \"" + outer.label().name()
                            + "\" before its COMMIT, where only SQL can look. Put it behind that step as a step of its"
                            + " own, or say transaction: never there.");
        }
    }
}
