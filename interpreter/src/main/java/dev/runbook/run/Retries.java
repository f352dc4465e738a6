package dev.runbook.run;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.model.Guard;
import dev.runbook.model.Step;
import dev.runbook.run.watching.GuardDuty;
import dev.runbook.watch.LockHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often one step is still tried again: after a failure as its `retry` says, after its guard has stopped it as that
/// one's does.
final class Retries {
    private static final int SHOWN = 20;
    private final Course ofStep;
    private final Course ofGuard;
    private final List<Fact.Grid> madeWait = new ArrayList<>();

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

    /// A try has failed, and another one follows: those whom it made wait belong to the step all the same.
    void failed(Observation seen) {
        seen.facts().stream().filter(Fact.Grid.class::isInstance).map(Fact.Grid.class::cast)
                .filter(grid -> grid.label().equals(LockHistory.MADE_WAIT)).forEach(madeWait::add);
    }

    /// Whom earlier tries have made wait.
    List<Fact> madeWait() {
        if (madeWait.isEmpty()) {
            return List.of();
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        madeWait.forEach(grid -> rows.addAll(grid.rows()));
        int shown = Math.min(SHOWN, rows.size());
        long omitted = madeWait.stream().mapToLong(Fact.Grid::omitted).sum() + rows.size() - shown;
        return List.of(new Fact.Grid("made wait by earlier tries", madeWait.getFirst().columns(),
                rows.subList(0, shown), omitted));
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
