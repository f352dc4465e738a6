package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.expression.Expression;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.model.Runbook.OnFailure.Branch;
import dev.runbook.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what happens after a failure: the step that failed says so, or a group around it, or the runbook; what was
/// ordered on the command line beats them all. On a terminal the operator has the last word.
final class Decisions {
    static final String ROLLBACK = "rollback";
    static final String STOP = "stop";
    private static final String RUNBOOK = "runbook";

    private final Runbook runbook;
    private final Workshop workshop;
    private @Nullable String answeredBy;

    /// A way out, who chose it and why.
    record Choice(String way, String by, String why) {}

    Decisions(Runbook runbook, Workshop workshop) {
        this.runbook = runbook;
        this.workshop = workshop;
    }

    Choice after(Failures failures) {
        OnFailure own = failures.onFailure();
        OnFailure said = own == null || runbook.onFailure() instanceof OnFailure.Ordered ? runbook.onFailure() : own;
        Choice choice = follow(said, "on_failure: ");
        return workshop.attended() && answeredBy == null ? ask(choice.way()) : choice;
    }

    private Choice follow(OnFailure decision, String why) {
        return switch (decision) {
            case OnFailure.Rollback _ -> choice(ROLLBACK, why + ROLLBACK);
            case OnFailure.Ask _ -> choice(ROLLBACK, why + "ask, and nobody is there to ask");
            case OnFailure.Stop _ -> choice(STOP, why + STOP);
            case OnFailure.Recover(String name) -> choice(name, why + name);
            case OnFailure.Decide(List<Branch> branches, OnFailure otherwise) -> decide(branches, otherwise, why);
            case OnFailure.Ordered(OnFailure way) -> follow(way, "--on-failure ");
        };
    }

    private Choice choice(String way, String why) {
        return new Choice(way, answeredBy == null ? RUNBOOK : answeredBy, why);
    }

    /// Questions are for people: where nobody is there, none of them is answered with yes.
    private Choice decide(List<Branch> branches, OnFailure otherwise, String why) {
        for (Branch branch : branches) {
            String reason = switch (branch) {
                case Branch.Question question -> asked(question);
                case Branch.Condition(Expression condition, _) -> holds(condition) ? "if " + condition.text() : null;
            };
            if (reason != null) {
                return follow(branch.then(), why + reason + ": ");
            }
        }
        return follow(otherwise, why + "otherwise ");
    }

    private @Nullable String asked(Branch.Question question) {
        if (!workshop.attended()) {
            return null;
        }
        String text = question.ask().eval(workshop.scope()).text().strip();
        Operator.Answer answer = workshop.person().confirm("on_failure", List.of(text));
        answeredBy = answer.by();
        return answer.text().equals("yes") ? "\"" + text + "\" yes" : null;
    }

    /// What cannot be computed decides nothing.
    private boolean holds(Expression condition) {
        try {
            return condition.test(workshop.scope());
        } catch (Refusal _) {
            return false;
        }
    }

    /// @param proposed what would happen if nobody were there; it is offered first
    private Choice ask(String proposed) {
        Set<String> ways = new LinkedHashSet<>(List.of(proposed, ROLLBACK, STOP));
        ways.addAll(runbook.recoveries().keySet());
        Operator.Answer answer = workshop.person().choose("on_failure", "What now?", new ArrayList<>(ways));
        return new Choice(answer.text(), answer.by(), "chosen after the failure");
    }
}
