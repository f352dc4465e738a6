package dev.runbook.run;

import dev.runbook.evidence.CatalogSight.Moment;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.plan.Plan;
import dev.runbook.plan.preview.Change;
import dev.runbook.run.past.Past;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.run.stage.Witness;
import dev.runbook.story.Ending;
import dev.runbook.story.Followup;
import dev.runbook.story.RunHeader;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    private @Nullable RunWatch watch;
    private final Past past;

    /// What a run is taken up for.
    public sealed interface Intent {
        /// To go on where it stopped.
        record Resume() implements Intent {}

        /// To undo what it did.
        record Rollback() implements Intent {}

        /// To take one of its recoveries.
        record Recover(String name) implements Intent {}

        /// The command's verb.
        default String verb() {
            return switch (this) {
                case Resume _ -> "resume";
                case Rollback _ -> "rollback";
                case Recover _ -> "recover";
            };
        }
    }

    public Run(Plan plan, RunHeader header, Workshop workshop, Witness witness) {
        this(plan, header, workshop, witness, Past.none());
    }

    /// @param past what its journal knows of the run, when it is taken up again
    public Run(Plan plan, RunHeader header, Workshop workshop, Witness witness, Past past) {
        this.witness = witness;
        this.plan = plan;
        this.header = header;
        this.workshop = workshop;
        this.past = past;
        this.teller = workshop.teller();
        this.executor = new Executor(workshop, teller, undos, plan.selection(), plan.runbook(),
                plan.runbook().diagnose(), past);
    }

    /// Carries it out.
    ///
    /// @param called how it was called, for whoever takes it up again
    public Ending execute(Map<String, Value> called) {
        teller.runStarted(header, outline(plan.runbook()));
        teller.called(called);
        return ended(work() ? passed() : aftermath().handle());
    }

    /// Takes a run up again: goes on with it, undoes it, or takes one of its recoveries. What was done is not done again.
    ///
    /// @param address where the server is now, if that is not where it was; else empty
    public Ending takeUp(Intent intent, String operator, String host, String address) {
        teller.takenUp(intent.verb(), operator, host, past.sessions().values().stream()
                .flatMap(session -> session.temporary().stream()).map(table -> "temporary table " + table).toList(),
                address);
        workshop.connections().memory().recall(past.sessions());
        boolean undoing = past.isUndoing() || !(intent instanceof Intent.Resume);
        executor.replay().onlyPast(undoing);
        boolean passed = work();
        executor.replay().onlyPast(false);
        return ended(switch (intent) {
            case Intent.Resume _ when undoing -> aftermath().goOn(Objects.requireNonNull(past.decided()).choice());
            case Intent.Resume _ -> passed ? passed() : aftermath().handle();
            case Intent.Rollback _ -> aftermath().take("rollback", operator, "runbook rollback");
            case Intent.Recover(String name) -> aftermath().take(name, operator, "runbook recover");
        });
    }

    private boolean work() {
        watch = RunWatch.begin(workshop, plan.runbook());
        Steps.all(plan.runbook()).forEach(step -> executor.remember(step, Blank.skipped(step)));
        return setUp(plan.runbook()) && forward(plan.runbook());
    }

    private Aftermath aftermath() {
        return new Aftermath(plan.runbook(), workshop, teller, executor, undos);
    }

    private Ending ended(Ending ending) {
        RunWatch done = watch;
        if (done != null) {
            done.close();
        }
        if (looked) {
            teller.looked(witness.look(Moment.AFTER));
        }
        due(plan.runbook(), ending);
        teller.runFinished(ending,
                new StateOfTheDatabase(header.sandbox(), undos, header.contacts()).sentence(ending, plan.selection()));
        return ending;
    }

    private boolean setUp(Runbook runbook) {
        Runbook.Sandbox sandbox = runbook.sandbox();
        return !header.sandbox() || sandbox == null || executor.all(sandbox.setup(), frame(Phase.SETUP));
    }

    private boolean forward(Runbook runbook) {
        looked = Change.in(runbook.steps());
        if (looked && !past.hasLooked()) {
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
