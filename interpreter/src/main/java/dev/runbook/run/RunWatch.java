package dev.runbook.run;

import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.model.Runbook;
import dev.runbook.model.Sampler;
import dev.runbook.model.Step;
import dev.runbook.model.Watching;
import dev.runbook.model.Work;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is looked at during the whole run, told like a step of its own when all others have ended.
final class RunWatch implements AutoCloseable {
    private static final String KIND = "watch";
    /// No step of a runbook can have this key.
    private static final String KEY = ":watch";
    private static final String NAME = "Watched during the whole run";

    private final Workshop workshop;
    private final StepRef ref;
    private final Instant start;
    private final @Nullable Samplings samplings;

    private RunWatch(Workshop workshop, Frame frame, List<Sampler> samplers) {
        this.workshop = workshop;
        this.start = workshop.teller().now();
        Step home = home(samplers);
        this.ref = frame.ref(home);
        this.samplings = samplers.isEmpty() ? null : Samplings.beside(workshop, samplers, home, ref, frame);
    }

    static RunWatch begin(Workshop workshop, Runbook runbook) {
        return new RunWatch(workshop, new Frame(Phase.FORWARD, null, workshop.scope()), runbook.watch());
    }

    @Override
    public void close() {
        Samplings done = samplings;
        if (done != null) {
            done.close();
            Teller teller = workshop.teller();
            List<Verdict> verdicts = done.verdicts();
            verdicts.forEach(verdict -> teller.judged(ref, verdict));
            Observation seen = Observation.of(Map.of()).with(done.facts())
                    .took(Duration.between(start, teller.now()));
            teller.finished(ref, verdicts.isEmpty() ? Status.PASSED : Status.WARNED, seen, null, "");
        }
    }

    /// Something like a step, since everything that is told belongs to one.
    private static Step home(List<Sampler> samplers) {
        Span nowhere = new Span(new Source("", ""), 0, 0);
        return new Step(new Step.Label(KEY, null, NAME, null, null, KIND, List.of(), nowhere),
                new Work.Group(List.of(), false), new Step.Setting("main", null, null, Map.of()),
                new Step.Flow(null, null, false, null, null, null, new Step.Redo(null, false)),
                new Step.Judgement(List.of(), List.of(), List.of()), new Step.Undo(List.of(), null, null, null),
                new Step.Output(Map.of(), null, null, false, List.of(), List.of()), new Watching(null, samplers));
    }
}
