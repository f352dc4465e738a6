package dev.runbook.dump;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's client programs, as a script would find them.
///
/// @param environment whose `PATH` is searched
public record ClientTools(Map<String, String> environment) {
    private static final Pattern STATED = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /// Where a program is, or null when it isn't on the PATH.
    public @Nullable Path find(String program) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst().orElse(null);
    }

    /// The major version that a program states, or 0 when it states none.
    public int major(Path program) {
        try {
            ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Matcher stated = STATED.matcher(said);
            return stated.find() ? Integer.parseInt(stated.group(1)) : 0;
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// A folder where packages put programs of at least a version, that has this one, or null.
    public static @Nullable Path elsewhere(String program, int major) {
        return Stream.iterate(major, wanted -> wanted < major + 10, wanted -> wanted + 1)
                .flatMap(wanted -> Stream.of("/usr/lib/postgresql/%d/bin", "/usr/pgsql-%d/bin",
                        "/opt/homebrew/opt/postgresql@%d/bin")
                        .map(place -> Path.of(place.formatted(wanted))))
                .filter(folder -> Files.isExecutable(folder.resolve(program))).findFirst().orElse(null);
    }
}
