package dev.runbook.run;

import dev.runbook.expression.Scope;
import dev.runbook.model.Step.Capture;
import dev.runbook.run.stage.RunScope;
import dev.runbook.value.Value;
import java.util.Map;
import java.util.regex.Matcher;

/// Gives names to parts of an outcome.
final class Captures {
    private Captures() {}

    /// Adds what is captured to the fields; what is not found is null.
    static void add(Map<String, Capture> captures, Map<String, Value> fields, Scope scope) {
        captures.forEach((name, capture) -> fields.put(name, switch (capture) {
            case Capture.Computed(var expression) -> expression.eval(RunScope.with(scope, fields));
            case Capture.Found(String field, var pattern) -> {
                Matcher found = pattern.matcher(fields.getOrDefault(field, Value.Null.NULL).text());
                yield found.find()
                        ? Value.of(found.groupCount() > 0 ? found.group(1) : found.group())
                        : Value.Null.NULL;
            }
        }));
    }
}
