package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.evidence.Failure;
import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One step that consists of other steps: accepted, armed, carried out, checked.
final class Group {
    private final Workshop workshop;
    private final Teller teller;
    private final Executor executor;
    private final Step step;
    private final StepRef ref;
    private final Frame frame;
    private final Instant start;
    private final int mark;

    Group(Workshop workshop, Teller teller, Executor executor, Step step, StepRef ref, Frame frame) {
        this.workshop = workshop;
        this.teller = teller;
        this.executor = executor;
        this.step = step;
        this.ref = ref;
        this.frame = frame;
        this.start = teller.now();
        this.mark = executor.ran();
    }

    /// @param inside where its steps stand
    boolean run(List<Step> steps, Frame inside) {
        begin();
        return accepted() && arm().carryOut(steps, inside, Map.of());
    }

    /// Asks, and runs the steps that the answer chooses.
    boolean run(Work.Choose choose) {
        String question = choose.question().eval(frame.scope()).text();
        begin();
        if (!accepted()) {
            return false;
        }
        Operator.Answer answer = workshop.operator(ref).choose(ref.key(), question,
                List.copyOf(choose.options().keySet()));
        Map<String, Value> fields = Map.of("answer", Value.of(answer.text()), "by", Value.of(answer.by()));
        executor.remember(step, Blank.under(step, fields));
        return arm().carryOut(choose.options().getOrDefault(answer.text(), List.of()), frame, fields);
    }

    private void begin() {
        teller.started(ref, step.flow().estimate(), About.of(step, frame.scope(), List.of()));
    }

    private boolean accepted() {
        return workshop.accepts(step, ref) || executor.fail(step, ref, Failure.unaccepted(step.undo().irreversible()));
    }

    private Group arm() {
        executor.arm(step, ref, frame);
        return this;
    }

    private boolean carryOut(List<Step> steps, Frame inside, Map<String, Value> answer) {
        boolean done = executor.all(steps, inside.under(ref));
        boolean passed = done && executor.all(step.judgement().verify(), inside.under(ref, Phase.VERIFY));
        return new GroupEnd(executor, workshop, step, ref, frame, start, mark, answer).conclude(done, passed);
    }
}
