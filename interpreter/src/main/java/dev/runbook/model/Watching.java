package dev.runbook.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who looks after a step while it runs.
///
/// @param guard what must not happen because of it, or null
/// @param samplers what is looked at beside it
public record Watching(@Nullable Guard guard, List<Sampler> samplers) {
    public Watching {
        samplers = List.copyOf(samplers);
    }
}
