package dev.runbook.run.stage;

import dev.runbook.expression.Scope;
import dev.runbook.model.Declared;
import dev.runbook.reading.Given;
import dev.runbook.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that a step sees which is used again with parameters of its own. They are computed when one is asked for:
/// what is wrong with them then belongs to the step.
final class GivenScope implements Scope {
    private static final String PARAMS = "params";

    private final Scope around;
    private final Map<String, Given> given;
    private @Nullable Value params;

    GivenScope(Scope around, Map<String, Given> given) {
        this.around = around;
        this.given = given;
    }

    @Override
    public @Nullable Value find(String name) {
        if (!name.equals(PARAMS)) {
            return around.find(name);
        }
        Value known = params;
        if (known == null) {
            known = Value.of(Declared.NOTHING.complete(given, around));
            params = known;
        }
        return known;
    }
}
