package dev.runbook.plan;

import dev.runbook.model.Runbook;
import dev.runbook.value.Value;
import java.util.Map;
import java.util.Set;

/// A runbook with its inputs resolved: what is going to happen, with every value that is known before the start.
///
/// @param params each parameter's value, secret ones included
/// @param secretParams the names of those that nobody may see
/// @param answers given beforehand, by the id of the step that asks
/// @param selection what is left out
public record Plan(Runbook runbook, Map<String, Value> params, Set<String> secretParams,
        Map<String, Value> answers, Selection selection) {
    public Plan {
        params = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(params));
        secretParams = Set.copyOf(secretParams);
        answers = Map.copyOf(answers);
    }
}
