package dev.runbook.cli.target;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;

/// A target on which somebody else is at work: nothing was touched.
public final class TargetBusy extends Refusal {
    private static final long serialVersionUID = 1L;

    TargetBusy(Problem problem) {
        super(problem);
    }
}
