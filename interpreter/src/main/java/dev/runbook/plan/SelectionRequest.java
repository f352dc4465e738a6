package dev.runbook.plan;

import java.util.ArrayList;
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

    /// The options as they stand on a command line.
    String options() {
        List<String> options = new ArrayList<>();
        if (from != null) {
            options.add("--from " + from);
        }
        if (until != null) {
            options.add("--until " + until);
        }
        tags.forEach(tag -> options.add("--tags " + tag));
        skip.forEach(step -> options.add("--skip " + step));
        return String.join(" ", options);
    }

    boolean isNone() {
        return equals(none());
    }
}
