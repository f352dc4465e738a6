package dev.runbook.run;

import dev.runbook.evidence.CatalogSight.Moment;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.plan.Plan;
import dev.runbook.plan.preview.Change;
import dev.runbook.story.Ending;
import dev.runbook.story.Followup;
import dev.runbook.story.RunHeader;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.List;

/// A whole run: the steps, the judgement of their success, and the way back when something fails.
public final class Run {
    private final Plan plan;
    private final RunHeader header;
    private final Workshop workshop;
    private final Witness witness;
    private final Teller teller;
    private final UndoStack undos = new UndoStack();
    private final Executor executor;
    private boolean looked;

    public Run(Plan plan, RunHeader header, Workshop workshop, Witness witness) {
        this.witness = witness;
        this.plan = plan;
        this.header = header;
        this.workshop = workshop;
        this.teller = workshop.teller();
        this.executor = new Executor(workshop, teller, undos, plan.selection(), plan.runbook(),
                plan.runbook().diagnose());
    }

    /// Carries it out.
    public Ending execute() {
        Runbook runbook = plan.runbook();
        teller.runStarted(header, outline(runbook));
        Steps.all(runbook).forEach(step -> executor.remember(step, Blank.skipped(step)));
        Ending ending = setUp(runbook) && forward(runbook)
                ? passed()
                : new Aftermath(runbook, workshop, teller,
                        executor, undos).handle();
        if (looked) {
            teller.looked(witness.look(Moment.AFTER));
        }
        due(runbook, ending);
        teller.runFinished(ending, new StateOfTheDatabase(header.sandbox(), undos).sentence(ending, plan.selection()));
        return ending;
    }

    private boolean setUp(Runbook runbook) {
        Runbook.Sandbox sandbox = runbook.sandbox();
        return !header.sandbox() || sandbox == null || executor.all(sandbox.setup(), frame(Phase.SETUP));
    }

    private boolean forward(Runbook runbook) {
        looked = Change.in(runbook.steps());
        if (looked) {
            teller.looked(witness.look(Moment.BEFORE));
        }
        return executor.all(runbook.steps(), frame(Phase.FORWARD))
                && executor.each(runbook.success(), frame(Phase.SUCCESS))
                && (!header.sandbox() || new FollowupChecks(workshop, executor).rehearse(runbook.followups()));
    }

    /// What is due after a run that went well; on a sandbox there is nothing left to look at later.
    private void due(Runbook runbook, Ending ending) {
        if (ending == Ending.SUCCEEDED && !runbook.followups().isEmpty()) {
            teller.followupsDue(runbook.followups().stream()
                    .map(f -> new Followup(f.key(), f.name(), f.every(), f.window())).toList());
        }
    }

    private Ending passed() {
        return header.sandbox() ? Ending.REHEARSED : Ending.SUCCEEDED;
    }

    private Frame frame(Phase phase) {
        Scope scope = workshop.scope();
        return new Frame(phase, null, scope);
    }

    /// The steps that are going to run if all goes well, for readers that show what is still to come.
    private List<StepRef> outline(Runbook runbook) {
        List<StepRef> outline = new ArrayList<>();
        Runbook.Sandbox sandbox = runbook.sandbox();
        if (header.sandbox() && sandbox != null) {
            outline(sandbox.setup(), frame(Phase.SETUP), outline);
        }
        outline(runbook.steps(), frame(Phase.FORWARD), outline);
        outline(runbook.success(), frame(Phase.SUCCESS), outline);
        return outline;
    }

    private static void outline(List<Step> steps, Frame frame, List<StepRef> outline) {
        for (Step step : steps) {
            StepRef ref = frame.ref(step);
            outline.add(ref);
            Steps.inside(step.work()).forEach(inner -> outline(inner, frame.under(ref), outline));
        }
    }
}
