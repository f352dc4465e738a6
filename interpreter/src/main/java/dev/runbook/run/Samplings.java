package dev.runbook.run;

import dev.runbook.action.MaskedOutput;
import dev.runbook.action.Shell;
import dev.runbook.action.Tools;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.model.Sampler;
import dev.runbook.model.Step;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.watching.Audience;
import dev.runbook.run.watching.QuerySource;
import dev.runbook.run.watching.SampleSource;
import dev.runbook.run.watching.Sampling;
import dev.runbook.run.watching.ScriptSource;
import dev.runbook.run.watching.StepWatch;
import dev.runbook.shell.ShellJob;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import dev.runbook.watch.Limits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The samplers beside one step, one group or the whole run, from its begin to its end.
final class Samplings implements AutoCloseable {
    private final Workshop workshop;
    private final List<Sampling> running = new CopyOnWriteArrayList<>();

    private Samplings(Workshop workshop) {
        this.workshop = workshop;
    }

    /// Begins to watch beside a step, or beside the steps in it.
    static Samplings beside(Workshop workshop, Step step, StepRef ref, Frame frame) {
        return beside(workshop, step.watching().samplers(), step, ref, frame);
    }

    /// @param step where what is watched is at home: its folder, its connection
    static Samplings beside(Workshop workshop, List<Sampler> samplers, Step step, StepRef ref, Frame frame) {
        Samplings samplings = new Samplings(workshop);
        workshop.watched(samplings);
        for (Sampler sampler : samplers) {
            Audience audience = Watches.audience(workshop.teller(), ref);
            samplings.running.add(Sampling.start(sampler, source(workshop, sampler, step, ref, frame), frame.scope(),
                    audience));
        }
        return samplings;
    }

    /// Watches beside all tries of a step, and adds what was seen to what the step saw.
    ///
    /// @param verdicts are added to
    static Observation during(Workshop workshop, Step step, StepRef ref, Frame frame, Supplier<Observation> tries,
            List<Verdict> verdicts) {
        try (Samplings samplings = beside(workshop, step, ref, frame)) {
            Observation seen = tries.get();
            samplings.end();
            verdicts.addAll(samplings.verdicts());
            return seen.with(samplings.facts());
        }
    }

    /// Why what is at work must be stopped, or null.
    Limits.@Nullable Passed passed() {
        return running.stream().map(Sampling::passed).filter(java.util.Objects::nonNull).findFirst().orElse(null);
    }

    void heed() {
        running.forEach(Sampling::heed);
    }

    List<Fact> facts() {
        return running.stream().flatMap(sampling -> sampling.facts().stream()).toList();
    }

    List<Verdict> verdicts() {
        return running.stream().flatMap(sampling -> sampling.verdicts().stream()).toList();
    }

    @Override
    public void close() {
        end();
    }

    /// Takes no further sample; ended already, it stays as it is.
    void end() {
        workshop.unwatched(this);
        running.forEach(Sampling::close);
        running.forEach(Sampling::await);
    }

    private static SampleSource source(Workshop workshop, Sampler sampler, Step step, StepRef ref, Frame frame) {
        Step at = new Step(step.label(), step.work(), sampler.setting(), step.flow(), step.judgement(), step.undo(),
                step.output(), step.watching());
        Tools tools = workshop.tools(at, ref, frame, seen -> seen.failure() == null,
                new Commits(workshop, at, ref, List::of), StepWatch.none(), new Before(false));
        if (!(sampler.action() instanceof Shell shell)) {
            return new QuerySource(sampler.action(), () -> workshop.connections().looking(sampler.setting()
                    .connection()), session -> new SideTools(tools, session));
        }
        ShellJob job = new ShellJob(shell.script().text(), shell.interpreter(), tools.cwd(),
                tools.environment(tools.env()), null, tools.host(), null);
        return new ScriptSource(workshop.shell(), job, () -> MaskedOutput.filter(tools.secrets()),
                group -> tools.effect(ScriptSource.KIND, token(sampler, group)));
    }

    private static Map<String, Value> token(Sampler sampler, ProcessGroup group) {
        return Map.of("watch", Value.of(sampler.name()), "group", Value.of(group.id()), "identity",
                Value.of(group.identity()));
    }
}
