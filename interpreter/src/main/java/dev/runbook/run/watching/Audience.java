package dev.runbook.run.watching;

import dev.runbook.evidence.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is told what is seen beside a step.
public interface Audience {
    /// Nobody is told anything.
    Audience NOBODY = new Audience() {
        @Override
        public void live(String line) {
            // nobody watches
        }

        @Override
        public void watched(List<String> lines, @Nullable Waiting waiting) {
            // nobody reads
        }
    };

    /// A line that the next one replaces, for whoever watches right now.
    void live(String line);

    /// Lines that are kept.
    ///
    /// @param waiting who waits for a lock, when that was looked at; else null
    void watched(List<String> lines, @Nullable Waiting waiting);
}
