package dev.runbook.run;

import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The fields that a step's outcome can have, all of them null: what expressions find of a step that was skipped or has
/// not been reached, and under what a failed one did find.
final class Blank {
    private Blank() {}

    static Map<String, Value> fields(Step step) {
        Map<String, Value> fields = new LinkedHashMap<>();
        ofWork(step.work()).forEach(name -> fields.put(name, Value.Null.NULL));
        step.output().capture().keySet().forEach(name -> fields.put(name, Value.Null.NULL));
        fields.put("took", Value.Null.NULL);
        return fields;
    }

    /// What a step found, and null for what it did not come to.
    static Map<String, Value> under(Step step, Map<String, Value> found) {
        Map<String, Value> fields = fields(step);
        fields.putAll(found);
        return fields;
    }

    static Map<String, Value> skipped(Step step) {
        return under(step, Map.of("skipped", Value.of(true), "passed", Value.of(false)));
    }

    private static Set<String> ofWork(Work work) {
        return switch (work) {
            case Work.Act act -> act.action().fields().keySet();
            case Work.Choose _ -> Set.of("answer", "by");
            case Work.Group _,Work.Call _ -> Set.of();
        };
    }
}
