package dev.runbook.run;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds an outcome against what a step expects: every check is judged, not just the first that fails.
final class Judging {
    private Judging() {}

    static List<Verdict> judge(Step step, Observation seen, Scope scope) {
        List<Verdict> verdicts = new ArrayList<>();
        step.judgement().expect().forEach(check -> verdicts.add(check.judge(seen, scope)));
        step.judgement().warn().forEach(check -> verdicts.add(check.judge(seen, scope).asWarning()));
        return verdicts;
    }

    /// The failure that the verdicts come to, or null.
    static @Nullable Failure unmet(List<Verdict> verdicts) {
        List<Verdict> failed = verdicts.stream().filter(v -> v.grade() == Verdict.Grade.FAILED).toList();
        if (failed.isEmpty()) {
            return null;
        }
        Verdict first = failed.getFirst();
        String more = failed.size() == 1 ? "" : ", and " + (failed.size() - 1) + " more";
        return Failure.of(Failure.EXPECTATION,
                "%s: expected %s, found %s%s".formatted(first.subject(), first.expected(), first.actual(), more), "");
    }

    static boolean warned(List<Verdict> verdicts) {
        return verdicts.stream().anyMatch(v -> v.grade() == Verdict.Grade.WARNED);
    }
}
