package dev.runbook.model;

import dev.runbook.model.Runbook.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Walks through steps and the steps inside them.
public final class Steps {
    private Steps() {}

    /// Every step of a runbook, whatever it stands under, in the order of the file's sections.
    public static List<Step> all(Runbook runbook) {
        List<Step> all = new ArrayList<>();
        Sandbox sandbox = runbook.sandbox();
        if (sandbox != null) {
            walk(sandbox.setup(), all::add);
        }
        walk(runbook.steps(), all::add);
        walk(runbook.diagnose(), all::add);
        runbook.recoveries().values().forEach(recovery -> walk(recovery.steps(), all::add));
        walk(runbook.success(), all::add);
        runbook.followups().forEach(followup -> walk(followup.steps(), all::add));
        runbook.procedures().values().forEach(procedure -> walk(procedure.steps(), all::add));
        return all;
    }

    /// The steps themselves, the steps of their groups, their checks and their rollbacks, outer before inner.
    public static void walk(List<Step> steps, Consumer<Step> visitor) {
        for (Step step : steps) {
            visitor.accept(step);
            Step doneWhen = step.flow().redo().doneWhen();
            walk(doneWhen == null ? List.of() : List.of(doneWhen), visitor);
            inside(step.work()).forEach(inner -> walk(inner, visitor));
            walk(step.judgement().verify(), visitor);
            walk(step.undo().rollback(), visitor);
            walk(step.output().diagnose(), visitor);
        }
    }

    /// The lists of steps that a work consists of; an action has none.
    public static List<List<Step>> inside(Work work) {
        return switch (work) {
            case Work.Act _ -> List.of();
            case Work.Group(List<Step> steps, _) -> List.of(steps);
            case Work.Choose choose -> List.copyOf(choose.options().values());
            case Work.Call call -> List.of(call.steps());
        };
    }
}
