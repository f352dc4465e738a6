package dev.runbook.database.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What libpq looks at besides a connection string: the environment, the operating system's user, the home.
public record Surroundings(Map<String, String> variables, String user, Path home) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /// The surroundings that an environment describes, with this process's user.
    public static Surroundings of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        return new Surroundings(environment, System.getProperty("user.name", "postgres"), Path.of(home));
    }

    /// A variable's value, or null where it is not set or empty, which libpq takes for the same.
    public @Nullable String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
