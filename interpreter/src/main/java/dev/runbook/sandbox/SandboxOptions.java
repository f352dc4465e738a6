package dev.runbook.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What kind of sandbox is wanted.
///
/// @param major PostgreSQL's major version, or null for that of the `pg_dump` on the PATH
/// @param settings server settings by name, in addition to (or instead of) [#DISPOSABLE]
/// @param binaries where the server's programs may come from
/// @param cache where fetched binaries are kept from one sandbox to the next
/// @param progress told, a line at a time, what takes a while
public record SandboxOptions(@Nullable Integer major, Map<String, String> settings, Binaries binaries, Path cache,
        Consumer<String> progress) {

    /// Where a server's programs come from.
    public enum Binaries {
        /// A full installation on this machine if there is one that fits, else the embedded binaries.
        ANY,
        /// The embedded binaries, fetched by Maven at first need.
        EMBEDDED
    }

    /// The settings that make a server fast and its data worthless after a power cut. A crash test turns `fsync` on.
    public static final Map<String, String> DISPOSABLE = Map.of("fsync", "off", "full_page_writes", "off");

    public SandboxOptions {
        settings = Map.copyOf(settings);
    }

    public static SandboxOptions standard() {
        return new SandboxOptions(null, Map.of(), Binaries.ANY, standardCache(), _ -> {
        });
    }

    public SandboxOptions withMajor(@Nullable Integer wanted) {
        return new SandboxOptions(wanted, settings, binaries, cache, progress);
    }

    public SandboxOptions withSettings(Map<String, String> wanted) {
        return new SandboxOptions(major, wanted, binaries, cache, progress);
    }

    public SandboxOptions withBinaries(Binaries wanted) {
        return new SandboxOptions(major, settings, wanted, cache, progress);
    }

    public SandboxOptions withCache(Path wanted) {
        return new SandboxOptions(major, settings, binaries, wanted, progress);
    }

    public SandboxOptions withProgress(Consumer<String> wanted) {
        return new SandboxOptions(major, settings, binaries, cache, wanted);
    }

    /// The settings that the server starts with, sorted by name.
    Map<String, String> allSettings() {
        Map<String, String> all = new TreeMap<>(DISPOSABLE);
        all.putAll(settings);
        return all;
    }

    /// `$RUNBOOK_HOME/postgres`, else `~/.runbook/postgres`. Root's lies outside of its home, which the unprivileged
    /// account that the server runs under could not enter.
    private static Path standardCache() {
        String home = System.getenv("RUNBOOK_HOME");
        if (home != null && !home.isBlank()) {
            return Path.of(home, "postgres").toAbsolutePath();
        }
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/cache/runbook/postgres");
        }
        String own = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        return Path.of(own, ".runbook", "postgres").toAbsolutePath();
    }
}
