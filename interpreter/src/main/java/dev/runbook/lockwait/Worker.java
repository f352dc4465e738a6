package dev.runbook.lockwait;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.evidence.Failure;
import java.time.Duration;

/// Who waits: a step at work, which tells what it does and can be stopped.
public interface Worker {
    /// The connection that its statements go through.
    ConnectionSettings connection();

    /// Says a line to whoever watches.
    void progress(String line);

    /// Says that a try failed, and that another one follows.
    ///
    /// @param pause how long is waited before it
    /// @param left how many tries there can still be
    void tried(Failure failure, Duration took, Duration pause, int left);

    /// Waits, unless the run is stopped meanwhile.
    void sleep(Duration duration);

    /// Whether the operator has stopped the run, so that nothing is begun any more.
    boolean stopped();
}
