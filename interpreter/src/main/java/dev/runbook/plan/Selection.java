package dev.runbook.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is left out of a run, and why.
///
/// @param skipped the reason for each step that is left out, by its key
/// @param options what asked for it, as on a command line; empty for the whole
public record Selection(Map<String, String> skipped, String options) {
    private static final Selection WHOLE = new Selection(Map.of(), "");

    public Selection {
        skipped = Map.copyOf(skipped);
    }

    /// The whole runbook.
    public static Selection whole() {
        return WHOLE;
    }

    public boolean isWhole() {
        return skipped.isEmpty();
    }

    /// Why a step is left out, or null when it is not.
    public @Nullable String whySkipped(String key) {
        return skipped.get(key);
    }
}
