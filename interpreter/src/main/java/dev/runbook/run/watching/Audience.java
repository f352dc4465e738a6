package dev.runbook.run.watching;

import java.util.List;

/// Who is told what is seen beside a step.
public interface Audience {
    /// Nobody is told anything.
    Audience NOBODY = new Audience() {
        @Override
        public void live(String line) {
            // nobody watches
        }

        @Override
        public void watched(List<String> lines) {
            // nobody reads
        }
    };

    /// A line that the next one replaces, for whoever watches right now.
    void live(String line);

    /// Lines that are kept.
    void watched(List<String> lines);
}
