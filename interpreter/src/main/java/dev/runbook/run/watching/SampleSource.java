package dev.runbook.run.watching;

import org.jspecify.annotations.Nullable;

/// Where a sampler's samples come from.
public interface SampleSource extends AutoCloseable {

    /// Takes a sample now. Called by one thread.
    ///
    /// @throws dev.runbook.problem.Refusal when that is not possible
    /// @return null when nothing can be said, since nothing more was waited for
    @Nullable
    Sample take();

    /// Nothing more is waited for. Any thread may call it.
    default void enough() {
        // a sample that is being taken comes soon
    }

    /// What has come since the last sample, when there is going to be no other, or null.
    default @Nullable Sample last() {
        return null;
    }

    @Override
    void close();
}
