package dev.runbook.plan;

import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The order in which a runbook's steps stand, groups before what is in them.
final class Outline {
    private final Map<String, Range> ranges = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int next;

    /// Where a step and everything in it stands, both ends included.
    record Range(int first, int last) {}

    Outline(List<Step> steps) {
        number(steps);
    }

    private void number(List<Step> steps) {
        for (Step step : steps) {
            int first = next++;
            Steps.inside(step.work()).forEach(this::number);
            Step.Label label = step.label();
            ranges.put(label.key(), new Range(first, next - 1));
            keys.put(label.key(), label.key());
            names.add(label.key());
            String id = label.id();
            if (id != null) {
                keys.putIfAbsent(id, label.key());
            }
        }
    }

    /// The key of the step that has this id or key, or null.
    @Nullable
    String key(String name) {
        return keys.get(name);
    }

    Range range(String key) {
        Range range = ranges.get(key);
        if (range == null) {
            throw new IllegalArgumentException("no step " + key);
        }
        return range;
    }

    /// Every key.
    List<String> names() {
        return List.copyOf(names);
    }

    int size() {
        return next;
    }
}
