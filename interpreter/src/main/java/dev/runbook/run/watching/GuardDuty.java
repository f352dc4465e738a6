package dev.runbook.run.watching;

import dev.runbook.database.locks.LockSight;
import dev.runbook.database.locks.Lookout;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.model.Guard;
import dev.runbook.watch.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A guard at work during one try of a step.
public final class GuardDuty {
    /// The failure's code when a guard has stopped a step.
    public static final String CODE = "guard";

    private final @Nullable Guard guard;
    /// What else the step can have to be stopped for, or null.
    private final @Nullable Condition others;
    private Limits.@Nullable Passed passed;
    private boolean sent;

    /// @param guard null where there is none
    public GuardDuty(@Nullable Guard guard, @Nullable Condition others) {
        this.guard = guard;
        this.others = others;
    }

    /// A guard that cannot see anything is none: then the step does not begin.
    void begin(Supplier<Lookout> lookout) {
        if (guard != null) {
            var _ = lookout.get();
        }
    }

    void end() {
        if (others != null) {
            others.close();
        }
    }

    @Nullable
    Duration every() {
        return guard == null ? null : guard.every();
    }

    /// Cancels what the step is doing if a limit is passed. What the worker was seen doing before the look was made is
    /// what is meant, and nothing that came later.
    synchronized void look(LockSight sight, Lookout lookout, List<Integer> pids, Worker worker, Told told) {
        Limits.Passed now = others == null ? null : others.passed();
        if (now == null && guard != null) {
            now = guard.limits().passed(sight, () -> lookout.figures(pids));
        }
        if (now == null || !worker.cancel(lookout)) {
            return;
        }
        if (!sent) {
            List<String> lines = new ArrayList<>(List.of("stopped by its guard: " + now.title()));
            if (!now.who().isEmpty()) {
                lines.add("  " + now.who());
            }
            told.lines(lines);
        }
        passed = now;
        sent = true;
    }

    /// Whether a statement of the step was cancelled.
    synchronized boolean stopped() {
        return sent;
    }

    /// The failure as the guard's doing, if it is: the server's answer decides, so a statement that ended well before
    /// the request reached it has not failed.
    synchronized @Nullable Failure explained(@Nullable Failure failure) {
        Limits.Passed why = passed;
        if (failure == null || why == null) {
            return failure;
        }
        String who = why.who().isEmpty() ? "" : " Concerned: " + why.who() + ".";
        List<Fact> facts = new ArrayList<>(failure.facts());
        facts.add(new Fact.Text("it ended with", failure.title() + failure.advice().lines().findFirst()
                .filter(line -> !line.isBlank()).map(line -> ": " + line).orElse("")));
        return new Failure("stopped by its guard: " + why.title(), CODE,
                "Its statement was cancelled on the server." + who, facts);
    }
}
