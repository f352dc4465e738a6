package dev.runbook.run;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /// Whether the step has come to what it is tried again for, if it says so. What cannot be computed is not true yet: the
    /// answer that it speaks of may still come.
    static Optional<Verdict> until(Step step, Scope own) {
        Expression until = step.flow().retry() == null ? null : step.flow().retry().until();
        if (until == null) {
            return Optional.empty();
        }
        String subject = "until " + until.text();
        try {
            Value value = until.eval(own);
            return Optional.of(Verdict.of(value.equals(Value.of(true)), subject, "true", value.text()));
        } catch (Refusal e) {
            return Optional.of(Verdict.of(false, subject, "true", e.problems().getFirst().title()));
        }
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
