package dev.runbook.plan;

import dev.runbook.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operator gave: parameters and answers, those of the command line over those of files.
///
/// @param params by name, as they were written
/// @param answers to the runbook's questions, by the id of the step that asks
/// @param attended whether a person can be asked
/// @param selection the steps that were asked for
/// @param recovery the way out that is taken for certain, or null
public record Inputs(Map<String, Value> params, Map<String, Value> answers, boolean attended,
        SelectionRequest selection, @Nullable String recovery) {
    public Inputs(Map<String, Value> params, Map<String, Value> answers, boolean attended,
            SelectionRequest selection) {
        this(params, answers, attended, selection, null);
    }

    public Inputs {
        params = Map.copyOf(params);
        answers = Map.copyOf(answers);
    }
}
