package dev.runbook.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where runs are kept: `--run-dir`, else `RUNBOOK_HOME`, else `.runbook` in the current directory.
final class RunRoot {
    private RunRoot() {}

    static Path of(@Nullable Path given, Map<String, String> environment) {
        String home = environment.getOrDefault("RUNBOOK_HOME", "");
        Path root = given != null ? given : home.isEmpty() ? Path.of(".runbook") : Path.of(home);
        return root.toAbsolutePath().normalize().resolve("runs");
    }
}
