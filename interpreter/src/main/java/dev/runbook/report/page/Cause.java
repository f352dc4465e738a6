package dev.runbook.report.page;

import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Why a run did not simply end well: the beginning of the sentence that says how it ended.
enum Cause {
    FAILURE("A step failed"), STOP("The operator stopped the run"), CUT_OFF("The run was cut off"), FOLLOWUP(
            "A follow-up check had failed; the way back was taken on the operator's word"), WORD(
                    "No step had failed; the way back was taken on the operator's word");

    private static final String INTERRUPTED = "interrupted";
    /// What fails there comes after the cause, whatever it was.
    private static final Set<Phase> AFTERWARDS = Set.of(Phase.ROLLBACK, Phase.RECOVERY, Phase.DIAGNOSE);

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Cause of(RunRecord record, Family family) {
        List<StepRecord> failures = record.failures().stream().filter(step -> !afterwards(step, family))
                .sorted(Comparator.comparing((StepRecord step) -> step.step().phase() == Phase.FOLLOWUP)).toList();
        if (failures.isEmpty()) {
            return record.steps().stream().anyMatch(step -> Entries.cutOff(step) && !afterwards(step, family))
                    ? CUT_OFF
                    : WORD;
        }
        StepRecord first = failures.getFirst();
        boolean stopped = first.failure() != null && first.failure().code().equals(INTERRUPTED);
        return first.step().phase() == Phase.FOLLOWUP ? FOLLOWUP : stopped ? STOP : FAILURE;
    }

    /// A check belongs to the step that it checks.
    private static boolean afterwards(StepRecord step, Family family) {
        StepRecord parent = step.step().phase() == Phase.VERIFY ? family.parent(step) : null;
        return AFTERWARDS.contains(step.step().phase()) || parent != null && afterwards(parent, family);
    }
}
