package dev.runbook.load;

import dev.runbook.yaml.Node.Mapping;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of the language that say what a step does.
final class Kinds {
    static final List<String> ALL = List.of("sql", "sql_file", "shell", "http", "confirm", "prompt", "choose", "assert",
            "backup", "restore", "backfill", "pause", "wait_for_replicas",
            "steps", "use", "include");

    private static final Set<String> GROUPS = Set.of("choose", "steps", "use", "include");

    private Kinds() {}

    /// Whether it consists of other steps.
    static boolean isGroup(String kind) {
        return GROUPS.contains(kind);
    }

    /// The step's kind, or null when it has none or several, which the schema has reported.
    static @Nullable String of(Mapping step) {
        List<String> present = ALL.stream().filter(step::has).toList();
        return present.size() == 1 ? present.getFirst() : null;
    }
}
