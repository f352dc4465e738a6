package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.expression.Expression;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.model.Runbook.OnFailure.Branch;
import dev.runbook.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what happens after a failure: the step that failed says so, or a group around it, or the runbook; what was
/// ordered on the command line beats them all.
final class Decisions {
    private static final String RUNBOOK = "runbook";

    private final Runbook runbook;
    private final Workshop workshop;
    private @Nullable String answeredBy;

    Decisions(Runbook runbook, Workshop workshop) {
        this.runbook = runbook;
        this.workshop = workshop;
    }

    /// What the runbook says, in words of people if it asks them; null when it leaves the question to them altogether.
    @Nullable
    WayOut after(Failures failures) {
        return follow(said(failures), "on_failure: ");
    }

    /// Whether the runbook has questions of its own.
    boolean asks(Failures failures) {
        return said(failures) instanceof OnFailure.Decide(List<Branch> branches, OnFailure _)
                && branches.stream().anyMatch(Branch.Question.class::isInstance);
    }

    private OnFailure said(Failures failures) {
        OnFailure own = failures.onFailure();
        return own == null || runbook.onFailure() instanceof OnFailure.Ordered ? runbook.onFailure() : own;
    }

    private @Nullable WayOut follow(OnFailure decision, String why) {
        return switch (decision) {
            case OnFailure.Rollback _ -> way(WayOut.ROLLBACK, why + WayOut.ROLLBACK);
            case OnFailure.Ask _ when workshop.attended() -> null;
            case OnFailure.Ask _ -> way(WayOut.ROLLBACK, why + "ask, and nobody is there to ask");
            case OnFailure.Stop _ -> way(WayOut.STOP, why + WayOut.STOP);
            case OnFailure.Recover(String name) -> way(name, why + name);
            case OnFailure.Decide(List<Branch> branches, OnFailure otherwise) -> decide(branches, otherwise, why);
            case OnFailure.Ordered(OnFailure way) -> follow(way, "--on-failure ");
        };
    }

    private WayOut way(String way, String why) {
        return answeredBy == null ? new WayOut(way, RUNBOOK, why, false) : new WayOut(way, answeredBy, why, true);
    }

    /// Questions are for people: where nobody is there, none of them is answered with yes.
    private @Nullable WayOut decide(List<Branch> branches, OnFailure otherwise, String why) {
        StringBuilder said = new StringBuilder(why);
        for (Branch branch : branches) {
            boolean yes = switch (branch) {
                case Branch.Question question -> asked(question, said);
                case Branch.Condition(Expression condition, _) -> holds(condition, said);
            };
            if (yes) {
                return follow(branch.then(), said + ": ");
            }
        }
        return follow(otherwise, said + "otherwise ");
    }

    private boolean asked(Branch.Question question, StringBuilder said) {
        if (!workshop.attended()) {
            return false;
        }
        String text = question.ask().eval(workshop.scope()).text().strip();
        Operator.Answer answer = workshop.person().confirm("on_failure", List.of(text));
        answeredBy = answer.by();
        boolean yes = answer.text().equals("yes");
        said.append('"').append(text).append(yes ? "\" yes" : "\" no, ");
        return yes;
    }

    /// What cannot be computed decides nothing.
    private boolean holds(Expression condition, StringBuilder said) {
        try {
            boolean holds = condition.test(workshop.scope());
            said.append(holds ? "if " + condition.text() : "");
            return holds;
        } catch (Refusal _) {
            return false;
        }
    }
}
