package dev.runbook.report.page;

import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds a run's steps by what they stand under.
final class Family {
    private final Map<Place, List<StepRecord>> children = new HashMap<>();
    private final Map<String, StepRecord> byKey = new HashMap<>();

    private record Place(@Nullable String parent, Phase phase) {}

    Family(RunRecord record) {
        for (StepRecord step : record.steps()) {
            Place place = new Place(step.step().parent(), step.step().phase());
            children.computeIfAbsent(place, _ -> new ArrayList<>()).add(step);
            byKey.put(step.step().key(), step);
        }
    }

    List<StepRecord> children(@Nullable String parent, Phase phase) {
        return children.getOrDefault(new Place(parent, phase), List.of());
    }

    @Nullable
    StepRecord parent(StepRecord step) {
        String parent = step.step().parent();
        return parent == null ? null : byKey.get(parent);
    }
}
