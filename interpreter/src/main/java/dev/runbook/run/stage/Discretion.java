package dev.runbook.run.stage;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.value.Mask;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of a step's outcome may be told: all of it, or, where the step is `sensitive`, only how it came out. Later
/// steps can use what nobody may see.
public record Discretion(boolean sensitive) {

    public Observation of(Observation seen) {
        if (!sensitive) {
            return seen;
        }
        Map<String, Value> hidden = new LinkedHashMap<>();
        seen.fields().forEach((name, value) -> hidden.put(name, value instanceof Value.Bool
                || value instanceof Value.Lapse ? value : Value.of(Mask.TOKEN)));
        return new Observation(hidden, List.of(new Fact.Text("output", "hidden: the step is sensitive")), null,
                seen.leftNothing());
    }

    public Verdict of(Verdict verdict) {
        return sensitive
                ? new Verdict(verdict.grade(), verdict.subject(), verdict.expected(), Mask.TOKEN, List.of())
                : verdict;
    }

    @Nullable
    public Failure of(@Nullable Failure failure) {
        return failure == null ? null : told(failure);
    }

    public Failure told(Failure failure) {
        return sensitive
                ? Failure.of(failure.code(), "failed (" + failure.code() + ")", "What it said is hidden: the step is"
                        + " sensitive.")
                : failure;
    }

    public String of(String summary) {
        return sensitive && !summary.isEmpty() ? Mask.TOKEN : summary;
    }
}
