package dev.runbook.plan;

import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The recoveries that a run can come to where nobody is asked: no question of an `on_failure` is answered with yes then.
final class WaysOut {
    private final Runbook runbook;
    private final Set<String> reached = new HashSet<>();

    private WaysOut(Runbook runbook) {
        this.runbook = runbook;
    }

    /// @param certain a recovery that is taken whatever happens, or null
    static Set<String> unattended(Runbook runbook, @Nullable String certain) {
        WaysOut ways = new WaysOut(runbook);
        if (certain != null) {
            ways.reach(certain);
        }
        ways.follow(runbook.onFailure());
        ways.follow(runbook.steps());
        ways.follow(runbook.success());
        return ways.reached;
    }

    /// What was ordered on the command line beats what the steps say.
    private void follow(List<Step> steps) {
        if (!(runbook.onFailure() instanceof OnFailure.Ordered)) {
            Steps.walk(steps, step -> {
                OnFailure own = step.undo().onFailure();
                if (own != null) {
                    follow(own);
                }
            });
        }
    }

    private void follow(OnFailure decision) {
        switch (decision) {
            case OnFailure.Rollback _,OnFailure.Stop _,OnFailure.Ask _ -> {
            }
            case OnFailure.Recover(String name) -> reach(name);
            case OnFailure.Ordered(OnFailure way) -> follow(way);
            case OnFailure.Decide decide -> {
                decide.branches().stream().filter(OnFailure.Branch.Condition.class::isInstance)
                        .forEach(branch -> follow(branch.then()));
                follow(decide.otherwise());
            }
        }
    }

    private void reach(String name) {
        Runbook.Recovery recovery = runbook.recoveries().get(name);
        if (recovery != null && reached.add(name)) {
            follow(recovery.steps());
        }
    }
}
