package dev.runbook.plan.preview;

import org.jspecify.annotations.Nullable;

/// Where a run would take place.
///
/// @param target the database of `main` as people read it, or null when none is named
/// @param sandbox whether it would be a sandbox
public record Destination(@Nullable String target, boolean sandbox) {

    /// Where it would run, as the rest of a sentence.
    public String sentence() {
        if (target != null) {
            return "on " + target;
        }
        return sandbox
                ? "on a sandbox that is thrown away afterwards, since no target is named"
                : "on no database: no target is named, and the runbook has no sandbox, so it would not start";
    }
}
