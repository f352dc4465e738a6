package dev.runbook.cli.launch;

import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Steps that cannot be undone run only when somebody has said so: on a terminal at the step, else beforehand.
final class Acceptances {
    private Acceptances() {}

    /// @throws dev.runbook.problem.Refusal when nobody is there to accept what was not accepted beforehand
    static void check(Runbook runbook, Set<String> accepted, boolean attended) {
        Problems problems = new Problems();
        List<String> names = new ArrayList<>();
        Steps.walk(runbook.steps(), step -> {
            if (step.undo().irreversible() != null) {
                names.add(name(step));
                if (!attended && !accepted.contains(name(step))) {
                    problems.error(step.label().span(), "\"" + step.label().name() + "\" cannot be undone",
                            "Nobody is there to accept that. Run it in a terminal, or say --accept-irreversible "
                                    + name(step) + ".");
                }
            }
        });
        accepted.stream().filter(name -> !names.contains(name)).sorted()
                .forEach(name -> problems.error(null, "--accept-irreversible " + name + ": there is no such step",
                        "It names steps that have `irreversible`." + Suggestion.didYouMean(name, names)));
        problems.refuseErrors();
    }

    private static String name(Step step) {
        String id = step.label().id();
        return id == null ? step.label().key() : id;
    }
}
