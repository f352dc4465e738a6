package dev.runbook.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which steps the operator asked for; steps are named by id or key.
///
/// @param from the first step, or null for the runbook's first
/// @param until the last step, or null for the runbook's last
/// @param tags steps with any of these, or none for all steps
/// @param skip steps that are left out, groups with everything in them
public record SelectionRequest(@Nullable String from, @Nullable String until, List<String> tags, List<String> skip) {
    public SelectionRequest {
        tags = List.copyOf(tags);
        skip = List.copyOf(skip);
    }

    /// The request for the whole runbook.
    public static SelectionRequest none() {
        return new SelectionRequest(null, null, List.of(), List.of());
    }

    boolean isNone() {
        return equals(none());
    }
}
