package dev.runbook.run;

import dev.runbook.evidence.Failure;
import dev.runbook.model.Guard;
import dev.runbook.model.Step;
import dev.runbook.run.watching.GuardDuty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often one step is still tried again: after a failure as its `retry` says, after its guard has stopped it as that
/// one's does.
final class Retries {
    private final Course ofStep;
    private final Course ofGuard;

    Retries(Step step) {
        Guard guard = step.watching().guard();
        this.ofStep = new Course(step.flow().retry());
        this.ofGuard = new Course(guard == null ? null : guard.retry());
    }

    /// How long to wait before the step is tried again, or null when it is not.
    @Nullable
    Duration after(Failure failure) {
        return failure.code().equals(GuardDuty.CODE) ? ofGuard.next() : again(failure) ? ofStep.next() : null;
    }

    /// How many tries are left of the kind that the failure has used.
    int left(Failure failure) {
        return (failure.code().equals(GuardDuty.CODE) ? ofGuard : ofStep).left;
    }

    private boolean again(Failure failure) {
        Step.Retry retry = ofStep.retry;
        return retry != null && !failure.code().equals(Failure.IN_DOUBT)
                && (retry.sqlstates().isEmpty() || retry.sqlstates().contains(failure.code()));
    }

    /// One of the two, as far as it has come.
    private static final class Course {
        private final Step.@Nullable Retry retry;
        private int left;
        private double pause;

        Course(Step.@Nullable Retry retry) {
            this.retry = retry;
            this.left = retry == null ? 0 : retry.times();
            this.pause = retry == null ? 0 : retry.delay().toMillis();
        }

        @Nullable
        Duration next() {
            if (retry == null || left <= 0) {
                return null;
            }
            left--;
            Duration now = Duration.ofMillis((long) pause);
            pause *= retry.backoff();
            return now;
        }
    }
}
