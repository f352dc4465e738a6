package dev.runbook.story;

/// Somebody who is told the story as it happens, in order, on the thread of the run.
@FunctionalInterface
public interface Listener {
    void accept(Event event);

    /// Tells each of them, in their order: the journal stands first, so that what anyone has seen is on disk.
    static Listener all(Listener... listeners) {
        return event -> {
            for (Listener listener : listeners) {
                listener.accept(event);
            }
        };
    }
}
