package dev.runbook.check;

import dev.runbook.database.locks.LockMode;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a step may lock and for how long others may wait for it: a runbook's claim, such as "lock impact: low", held
/// against what was seen.
///
/// @param strongest the strongest mode that is allowed, as SQL spells it, or null
/// @param blockedFor for how long the one may have waited who waited longest, or null
public record LocksExpectation(@Nullable String strongest, @Nullable Matcher blockedFor) {

    Verdict judge(Observation seen, Scope scope) {
        String expected = expected(scope);
        if (!(seen.field("locks") instanceof Value.Dictionary(Map<String, Value> found))) {
            return Verdict.of(false, "locks", expected, "nothing is known of the locks of this kind of step");
        }
        Value mode = found.getOrDefault("strongest", Value.Null.NULL);
        Value blocked = found.getOrDefault("blocked_for", Value.Null.NULL);
        boolean holds = allowed(mode) && (blockedFor == null || blockedFor.accepts(blocked, scope));
        return Verdict.of(holds, "locks", expected, (mode instanceof Value.Null ? "no lock seen" : mode.text())
                + ", others blocked for " + blocked.text() + " (" + found.getOrDefault("known", Value.of("")).text()
                + ")");
    }

    private boolean allowed(Value found) {
        return strongest == null || found instanceof Value.Null
                || mode(found.text()).compareTo(mode(strongest)) <= 0;
    }

    private String expected(Scope scope) {
        List<String> parts = new ArrayList<>();
        if (strongest != null) {
            parts.add("at most " + strongest);
        }
        if (blockedFor != null) {
            parts.add("others blocked for " + blockedFor.describe(scope));
        }
        return String.join(", ", parts);
    }

    private static LockMode mode(String spelled) {
        return LockMode.valueOf(spelled.replace(' ', '_'));
    }
}
