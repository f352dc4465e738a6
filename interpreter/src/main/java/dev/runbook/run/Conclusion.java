package dev.runbook.run;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Template;
import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.stage.Artifacts;
import dev.runbook.run.stage.Discretion;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.RunScope;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is told and remembered of a step at its end: its fields, its summary, its artifact, and whether it needs an
/// undo.
final class Conclusion {
    private static final String ROLLED_BACK = "its transaction was rolled back: it left nothing behind";
    private final Workshop workshop;
    private final Teller teller;
    private final Executor executor;
    private final UndoStack undos;
    private final Step step;
    private final StepRef ref;
    private final Frame frame;
    private final Discretion discretion;

    Conclusion(Workshop workshop, Executor executor, UndoStack undos, Step step, StepRef ref, Frame frame) {
        this.workshop = workshop;
        this.teller = executor.teller();
        this.executor = executor;
        this.undos = undos;
        this.step = step;
        this.ref = ref;
        this.frame = frame;
        this.discretion = new Discretion(step.output().sensitive());
    }

    /// A problem found only now, as the failure of the step.
    static Failure problem(Refusal refusal) {
        return Failure.of("problem", refusal.problems().getFirst().title(), ProblemText.render(refusal.problems()));
    }

    /// @param failed why the step did not pass so far, or null
    /// @return why it did not pass, or null when it did
    @Nullable
    Failure draw(Observation unsettled, @Nullable Failure failed, List<Verdict> verdicts, Before before) {
        Observation came = before.settled(unsettled);
        Failure failure = failed;
        Map<String, Value> fields = new LinkedHashMap<>(came.fields());
        fields.put("passed", Value.of(failure == null));
        fields.put("skipped", Value.of(false));
        List<Fact> facts = new ArrayList<>(came.facts());
        String summary = "";
        if (failure == null) {
            try {
                Captures.add(step.output().capture(), fields, frame.scope());
                Template template = step.output().summary();
                summary = template == null ? "" : template.eval(RunScope.with(frame.scope(), fields)).text();
                String save = step.output().save();
                if (save != null) {
                    facts.add(Artifacts.keep(save, workshop.folder(), ref.key(), fields));
                }
            } catch (Refusal e) {
                failure = problem(e);
            }
        }
        Observation seen = frame.ended(ref, failure, came);
        if (failure != null) {
            executor.failures().note(failure);
            Value said = fields.get("stderr");
            failure = Hints.add(workshop.hints(step), failure, said == null ? "" : said.text(),
                    RunScope.with(frame.scope(), fields));
        }
        executor.remember(step, Blank.under(step, fields));
        executor.trail().add(ref);
        noteUnprotected(seen);
        if (seen.leftNothing()) {
            teller.effect(ref, PastStep.LEFT_NOTHING, Map.of());
        }
        Status status = failure != null ? Status.FAILED : Judging.warned(verdicts) ? Status.WARNED : Status.PASSED;
        Observation told = discretion.of(new Observation(fields, facts, null));
        teller.finished(ref, status, told, discretion.of(failure), discretion.of(summary));
        if (failure != null) {
            // What failed is looked into before anything else happens.
            executor.evidence().gather(step, ref, frame, failure);
        }
        before.hold(undos, ref);
        before.hold(GroupTransaction.undos(frame, undos), ref);
        if (seen.leftNothing()) {
            disarm(failure == null ? "it made nothing, since it was there before: " + before.words() : ROLLED_BACK);
        }
        if (failure != null && failure.code().equals(Failure.IN_DOUBT)) {
            undos.doubt(ref);
        }
        return failure;
    }

    private void noteUnprotected(Observation seen) {
        boolean changes = step.work() instanceof Work.Act act && act.action().changesDatabase();
        if (changes && !step.countsForRollback() && ref.phase() == Phase.FORWARD && !seen.leftNothing()) {
            GroupTransaction.undos(frame, undos).unprotected(ref);
        }
    }

    /// What is known to have left nothing behind needs no undo.
    private void disarm(String why) {
        if (step.countsForRollback()) {
            GroupTransaction.undos(frame, undos).disarm(ref);
            if (frame.together() == null) {
                teller.disarmed(ref, why);
            }
        }
    }
}
