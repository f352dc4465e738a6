package dev.runbook.cli.terminal;

import dev.runbook.database.Milestones;
import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import java.util.concurrent.atomic.AtomicLong;

/// Ends the process at a milestone as SIGKILL would: nothing is closed and nothing is said. The system property
/// `runbook.halt.at` says at which one, counted from 1; it is how the crash tests die where they mean to.
public final class Halting implements Milestones {
    public static final String PROPERTY = "runbook.halt.at";
    /// As a shell tells of a process that was killed.
    private static final int KILLED = 137;
    private final AtomicLong left;

    private Halting(long at) {
        this.left = new AtomicLong(at);
    }

    /// What the property asks for; nobody listens where it is not set.
    public static Milestones ofProperty() {
        Long at = Long.getLong(PROPERTY);
        return at == null ? NONE : new Halting(at);
    }

    /// Tells of each event before and after a listener takes it.
    public static Listener around(Listener listener, Milestones milestones) {
        return event -> {
            boolean kept = !(event instanceof Event.Progress);
            String name = event.getClass().getSimpleName();
            if (kept) {
                milestones.reached("before " + name);
            }
            listener.accept(event);
            if (kept) {
                milestones.reached("after " + name);
            }
        };
    }

    @Override
    public void reached(String point) {
        if (left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
