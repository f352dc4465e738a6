package dev.runbook.run.stage;

import dev.runbook.action.Action;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.problem.Refusal;
import dev.runbook.reading.Given;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where steps stand: why they run, under which step, and which names they see.
///
/// @param suffix what the keys of steps end with when the same steps run several times: `[2]`
/// @param deadline when the time of the groups around them is up, or null
/// @param together the one transaction of the group around them, or null where each has its own
public record Frame(Phase phase, @Nullable String parent, Scope scope, String suffix, @Nullable Deadline deadline,
        @Nullable Together together) {

    public Frame(Phase phase, @Nullable String parent, Scope scope, String suffix) {
        this(phase, parent, scope, suffix, null, null);
    }

    public Frame(Phase phase, @Nullable String parent, Scope scope) {
        this(phase, parent, scope, "");
    }

    public StepRef ref(Step step) {
        Step.Label label = step.label();
        return new StepRef(label.key() + suffix, parent, phase, name(label), label.kind());
    }

    /// A step that is run once for each item, as the group of those runs.
    public StepRef eachOf(Step step) {
        StepRef ref = ref(step);
        return new StepRef(ref.key(), ref.parent(), phase, step.label().name(), "for_each");
    }

    private String name(Step.Label label) {
        Template title = label.title();
        try {
            return title == null ? label.name() : title.eval(scope).text();
        } catch (Refusal _) {
            return label.name();
        }
    }

    public Frame under(StepRef step) {
        return new Frame(phase, step.key(), scope, suffix, deadline, together);
    }

    public Frame under(StepRef step, Phase other) {
        return new Frame(other, step.key(), scope, suffix, deadline, other == Phase.VERIFY ? together : null);
    }

    /// The same for one of several items.
    public Frame item(StepRef each, int number, Value item) {
        return new Frame(phase, each.key(), RunScope.with(scope, Map.of("item", item)), suffix + "[" + number + "]",
                deadline, together);
    }

    /// The same with other names.
    Frame seeing(Scope names) {
        return new Frame(phase, parent, names, suffix, deadline, together);
    }

    /// The same under a further time limit; the earlier one counts.
    public Frame until(@Nullable Deadline other) {
        return new Frame(phase, parent, scope, suffix, Deadline.earlier(deadline, other), together);
    }

    /// The same without a time limit.
    public Frame unlimited() {
        return new Frame(phase, parent, scope, suffix);
    }

    /// The same in one transaction.
    public Frame in(@Nullable Together transaction) {
        return new Frame(phase, parent, scope, suffix, deadline, transaction);
    }

    /// Does the work of a step, in the one transaction of the group around it if there is such.
    public Observation perform(Step step, StepRef ref, Action action, Supplier<Observation> work) {
        return together == null ? work.get() : together.perform(step, ref, action, scope, work);
    }

    /// What a step came to in the end: one that has failed ends the one transaction around it at once, so that no lock is
    /// held while its failure is looked into. What only checks another one leaves that to it.
    public Observation ended(StepRef ref, @Nullable Failure failure, Observation seen) {
        return together != null && failure != null && ended(ref) ? seen.leavingNothing() : seen;
    }

    /// Ends the one transaction around a step that has failed.
    ///
    /// @return whether nothing of the step is left by that
    public boolean ended(StepRef ref) {
        if (together == null || ref.phase() == Phase.VERIFY) {
            return false;
        }
        together.rollBack();
        return true;
    }

    /// Where the steps of a block stand: they see its parameters.
    ///
    /// @param hide what makes sure that a secret is never shown
    public Frame called(Work.Call call, Consumer<Value> hide) {
        Map<String, Value> params = call.params(scope);
        call.declared().secrets().forEach(name -> hide.accept(params.getOrDefault(name, Value.Null.NULL)));
        return seeing(RunScope.with(scope, Map.of("params", Value.of(params))));
    }

    /// Where a step stands that is used again: it sees the parameters that it is given there.
    public Frame given(Step step) {
        Map<String, Given> params = step.setting().params();
        return params.isEmpty() ? this : seeing(new GivenScope(scope, params));
    }
}
