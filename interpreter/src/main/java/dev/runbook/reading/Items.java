package dev.runbook.reading;

import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/// A list of values as a runbook gives it.
public sealed interface Items {

    /// Its items one by one.
    record Written(List<Given> items) implements Items {}

    /// An expression that gives all of them.
    record Computed(Template all) implements Items {}

    /// The list as it was written.
    default String text() {
        return switch (this) {
            case Written(List<Given> items) -> items.stream().map(Given::text)
                    .collect(Collectors.joining(", ", "[", "]"));
            case Computed(Template all) -> all.text();
        };
    }

    /// The values.
    ///
    /// @throws Refusal when what should be a list is none
    default List<Value> values(Scope scope) {
        return switch (this) {
            case Written(List<Given> items) -> items.stream().map(item -> item.eval(scope)).toList();
            case Computed(Template all) -> {
                Value value = all.eval(scope);
                if (value instanceof Value.Sequence(List<Value> values)) {
                    yield values;
                }
                throw new Refusal(Problem.error(all.span(), "a list was expected, not a " + value.type(),
                        "Name a list: a parameter of type list, or the `records` of a step."));
            }
        };
    }
}
