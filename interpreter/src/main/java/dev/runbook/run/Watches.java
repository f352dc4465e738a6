package dev.runbook.run;

import dev.runbook.action.Tools;
import dev.runbook.evidence.Waiting;
import dev.runbook.model.Guard;
import dev.runbook.model.Step;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Site;
import dev.runbook.run.stage.Teller;
import dev.runbook.run.watching.Audience;
import dev.runbook.run.watching.Condition;
import dev.runbook.run.watching.GuardDuty;
import dev.runbook.run.watching.QuerySource;
import dev.runbook.run.watching.StepWatch;
import dev.runbook.story.StepRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sets up who looks after one step.
record Watches(Workshop workshop, Site site, Teller teller, Step step, StepRef ref, Frame frame) {

    StepWatch open() {
        return new StepWatch(() -> workshop.lookouts().on(step.setting().connection()), audience(teller, ref),
                new GuardDuty(step.watching().guard(), conditions()));
    }

    static Audience audience(Teller teller, StepRef ref) {
        return new Audience() {
            @Override
            public void live(String line) {
                teller.progress(ref, line);
            }

            @Override
            public void watched(List<String> lines, @Nullable Waiting waiting) {
                teller.watched(ref, lines, waiting);
            }
        };
    }

    /// The guard's own query, and on the way forward what the watches around the step want it stopped for: an undo is
    /// stopped by nobody but its own guard.
    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        OwnQuery own = ownQuery();
        if (own != null) {
            conditions.add(own);
        }
        if (ref.phase() == StepRef.Phase.FORWARD) {
            conditions.add(workshop.aborting());
        }
        return conditions;
    }

    /// The guard's own query, asked on a session of its own.
    private @Nullable OwnQuery ownQuery() {
        Guard guard = step.watching().guard();
        Guard.Own own = guard == null ? null : guard.own();
        if (own == null) {
            return null;
        }
        Tools tools = tools();
        return new OwnQuery(own, frame.scope(), new QuerySource(own.query(), () -> workshop.connections()
                .looking(step.setting().connection()), session -> new SideTools(tools, session)));
    }

    private Tools tools() {
        return workshop.tools(step, ref, frame, seen -> seen.failure() == null,
                new Commits(workshop, step, ref, List::of), StepWatch.none(), new Before(false));
    }
}
