package dev.runbook.report.diff;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.story.RunRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two runs side by side: what differs in what they were and in what they did. Times are told, and make no difference.
///
/// @param differences of the runs as a whole, then of their steps in their order
/// @param catalog what differs between the databases' catalogs as the runs left them
/// @param moreObjects how many objects of the catalogs more differ
/// @param catalogNote why the catalogs could not be compared, or empty
/// @param durations the steps that took noticeably longer or shorter
public record RunDiff(RunRecord left, RunRecord right, List<Difference> differences, List<CatalogChange> catalog,
        long moreObjects, String catalogNote, List<Lasting> durations) {

    /// Something that the runs do not have in common.
    ///
    /// @param step the key of the step that it belongs to, or null for the run as a whole
    /// @param name the step's name, or empty
    /// @param what what it is: `verdict`, `status`, `param batch`, `value`, `stdout`, …
    /// @param left as it was in the first run, or null when it has none
    public record Difference(@Nullable String step, String name, String what, @Nullable String left,
            @Nullable String right) {}

    /// How long a step took in either run.
    public record Lasting(String step, String name, Duration left, Duration right) {}

    public RunDiff {
        differences = List.copyOf(differences);
        catalog = List.copyOf(catalog);
        durations = List.copyOf(durations);
    }

    /// Whether nothing differs but times.
    public boolean equal() {
        return differences.isEmpty() && catalog.isEmpty();
    }
}
