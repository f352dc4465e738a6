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
    /// What else the step can have to be stopped for.
    private final List<Condition> others;
    private Limits.@Nullable Passed passed;
    private Limits.@Nullable Passed condemned;
    private boolean sent;
    /// Whether the step was only waiting, so that nobody but us knows that it was stopped.
    private boolean idle;

    /// @param guard null where there is none
    public GuardDuty(@Nullable Guard guard, List<Condition> others) {
        this.guard = guard;
        this.others = List.copyOf(others);
    }

    /// A guard that cannot see anything is none: then the step does not begin.
    void begin(Supplier<Lookout> lookout, Told told) {
        if (guard == null) {
            return;
        }
        Lookout from = lookout.get();
        if (guard.limits().replicaLag() != null && from.lag().behind() == null) {
            told.lines(List.of("replica_lag guards nothing now: no standby is connected"));
        }
    }

    void end() {
        others.forEach(Condition::close);
    }

    @Nullable
    Duration every() {
        return guard == null ? null : guard.every();
    }

    /// Cancels what the step is doing if a limit is passed. What the worker was seen doing before the look was made is
    /// what is meant, and nothing that came later.
    synchronized void look(LockSight sight, Lookout lookout, List<Integer> pids, Worker worker, Told told) {
        Limits.Passed now = condemned();
        boolean asWhole = now != null;
        if (now == null && guard != null) {
            now = guard.limits().passed(sight, () -> lookout.figures(pids, guard.limits().replicaLag() != null));
        }
        if (now == null || !(asWhole ? worker.stop(lookout) : worker.cancel(lookout))) {
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
        idle = worker instanceof Worker.Rest;
        sent = true;
    }

    /// Why the step is to be stopped as a whole: once is enough, and it is asked again until it has ended.
    private Limits.@Nullable Passed condemned() {
        for (Condition other : others) {
            condemned = condemned == null ? other.passed() : condemned;
        }
        return condemned;
    }

    /// Whether a statement of the step was cancelled.
    synchronized boolean stopped() {
        return sent;
    }

    /// The failure as the guard's doing, if it is: the server's answer decides, so a statement that ended well before
    /// the request reached it has not failed.
    synchronized @Nullable Failure explained(@Nullable Failure failure) {
        Limits.Passed why = passed;
        if (why == null || (failure == null && !idle)) {
            return failure;
        }
        String who = why.who().isEmpty() ? "" : " Concerned: " + why.who() + ".";
        if (condemned != null) {
            others.forEach(Condition::heed);
        }
        if (failure == null) {
            return Failure.of(CODE, title(why), who.strip());
        }
        List<Fact> facts = new ArrayList<>(failure.facts());
        facts.add(new Fact.Text("it ended with", failure.title() + failure.advice().lines().findFirst()
                .filter(line -> !line.isBlank()).map(line -> ": " + line).orElse("")));
        return new Failure(title(why), CODE, "It was asked to stop what it was doing, and did." + who, facts);
    }

    private static String title(Limits.Passed why) {
        return "stopped by its guard: " + why.title();
    }
}
