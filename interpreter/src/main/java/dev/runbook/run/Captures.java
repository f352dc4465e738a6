package dev.runbook.run;

import dev.runbook.expression.Scope;
import dev.runbook.model.Step.Capture;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.RunScope;
import dev.runbook.value.Regex;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gives names to parts of an outcome.
final class Captures {
    private Captures() {}

    /// Adds what is captured to the fields; what is not found is null.
    static void add(Map<String, Capture> captures, Map<String, Value> fields, Scope scope) {
        captures.forEach((name, capture) -> fields.put(name, switch (capture) {
            case Capture.Computed(var expression) -> expression.eval(RunScope.with(scope, fields));
            case Capture.Found(String field, var pattern) ->
                found(pattern, whole(field, fields.getOrDefault(field, Value.Null.NULL)));
        }));
    }

    /// What is not in the part that is kept may be in the rest, and what comes first there too.
    private static String whole(String field, Value value) {
        if (value instanceof Value.Text text && text.hasGap()) {
            throw new Refusal(Problem.error(null, "only the beginning and the end of " + field
                    + " are kept, so `capture` cannot tell what it holds",
                    "Let the script pick out the line that is needed, with grep for example; `save` keeps all of it."));
        }
        return value.text();
    }

    /// The first group, or the whole where the pattern has none.
    private static Value found(Pattern pattern, String text) {
        try {
            List<@Nullable String> groups = Regex.of(pattern).groups(text);
            String first = groups.isEmpty() ? null : groups.get(Math.min(1, groups.size() - 1));
            return first == null ? Value.Null.NULL : Value.of(first);
        } catch (Regex.Failure e) {
            throw new Refusal(Problem.error(null, "nobody knows what /" + pattern.pattern() + "/ finds: " + e.reason(),
                    "It is looked for by `capture`."));
        }
    }
}
