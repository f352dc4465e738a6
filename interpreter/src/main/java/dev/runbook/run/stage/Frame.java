package dev.runbook.run.stage;

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
import org.jspecify.annotations.Nullable;

/// Where steps stand: why they run, under which step, and which names they see.
///
/// @param suffix what the keys of steps end with when the same steps run several times: `[2]`
/// @param deadline when the time of the groups around them is up, or null
public record Frame(Phase phase, @Nullable String parent, Scope scope, String suffix, @Nullable Deadline deadline) {

    public Frame(Phase phase, @Nullable String parent, Scope scope, String suffix) {
        this(phase, parent, scope, suffix, null);
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
        return new Frame(phase, step.key(), scope, suffix, deadline);
    }

    public Frame under(StepRef step, Phase other) {
        return new Frame(other, step.key(), scope, suffix, deadline);
    }

    /// The same for one of several items.
    public Frame item(StepRef each, int number, Value item) {
        return new Frame(phase, each.key(), RunScope.with(scope, Map.of("item", item)), suffix + "[" + number + "]",
                deadline);
    }

    /// The same with other names.
    Frame seeing(Scope names) {
        return new Frame(phase, parent, names, suffix, deadline);
    }

    /// The same under a further time limit; the earlier one counts.
    public Frame until(@Nullable Deadline other) {
        return new Frame(phase, parent, scope, suffix, Deadline.earlier(deadline, other));
    }

    /// The same without a time limit.
    public Frame unlimited() {
        return new Frame(phase, parent, scope, suffix);
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
