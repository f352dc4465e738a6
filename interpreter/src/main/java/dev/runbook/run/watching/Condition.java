package dev.runbook.run.watching;

import dev.runbook.watch.Limits;
import org.jspecify.annotations.Nullable;

/// Something else than locks for which a step can have to be stopped.
public interface Condition extends AutoCloseable {

    /// Why the step must be stopped now, or null.
    ///
    /// @throws dev.runbook.problem.Refusal when that cannot be found out
    Limits.@Nullable Passed passed();

    @Override
    default void close() {
        // nothing is open
    }
}
