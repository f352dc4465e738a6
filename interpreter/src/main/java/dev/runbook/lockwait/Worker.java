package dev.runbook.lockwait;

import dev.runbook.database.settings.ConnectionSettings;
import java.time.Duration;

/// Who waits: a step at work, which tells what it does and can be stopped.
public interface Worker {
    /// The connection that its statements go through.
    ConnectionSettings connection();

    /// Says a line to whoever watches.
    void progress(String line);

    /// Waits, unless the run is stopped meanwhile.
    void sleep(Duration duration);

    /// Whether the operator has stopped the run, so that nothing is begun any more.
    boolean stopped();
}
