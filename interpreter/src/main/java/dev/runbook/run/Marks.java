package dev.runbook.run;

import dev.runbook.backfill.Progress;
import dev.runbook.settle.Standpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How far steps have come that are gone on with in the middle when they are tried again: backfills by their batches,
/// scripts by their statements.
final class Marks {
    private final Map<String, Progress> backfills = new ConcurrentHashMap<>();
    private final Map<String, Standpoint> scripts = new ConcurrentHashMap<>();

    void backfill(String key, Progress progress) {
        backfills.put(key, progress);
    }

    @Nullable
    Progress backfill(String key) {
        return backfills.get(key);
    }

    void script(String key, Standpoint standpoint) {
        scripts.put(key, standpoint);
    }

    Standpoint script(String key) {
        return scripts.getOrDefault(key, Standpoint.NONE);
    }

    /// Forgets a step that has been taken back.
    void forget(String key) {
        backfills.remove(key);
        scripts.remove(key);
    }
}
