package dev.runbook.watch;

import dev.runbook.database.locks.LockMode;
import dev.runbook.evidence.Fact;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a step locked, and whom it made wait.
///
/// @param strongest on anything that was there before the step; null when nothing was seen
/// @param blocked how long the one waited in all who waited longest
/// @param known how that is known: `read before COMMIT`, `sampled every 1s`
public record LockReport(List<Fact> facts, @Nullable LockMode strongest, Span blocked, String known) {
    public LockReport {
        facts = List.copyOf(facts);
    }

    /// What `expect: {locks: …}` is judged by; of a range it takes the longer end.
    public Value field() {
        return Value.of(Map.of("strongest", strongest == null ? Value.Null.NULL : Value.of(strongest.spelled()),
                "blocked_for", Value.of(blocked.most()), "known", Value.of(known)));
    }
}
