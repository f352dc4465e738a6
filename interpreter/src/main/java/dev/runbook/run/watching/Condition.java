package dev.runbook.run.watching;

import dev.runbook.watch.Limits;
import org.jspecify.annotations.Nullable;

/// Something else than locks for which a step can have to be stopped.
public interface Condition extends AutoCloseable {

    /// Why the step must be stopped now, or null.
    ///
    /// @throws dev.runbook.problem.Refusal when that cannot be found out
    Limits.@Nullable Passed passed();

    /// It has been seen to: what held until now is not told again.
    default void heed() {
        // it is found out anew each time
    }

    @Override
    default void close() {
        // nothing is open
    }
}
