package dev.runbook.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder with a server's programs (`initdb`, `pg_ctl`, `postgres`) of one version.
record Installation(Path bin, Version version) {
    private static final List<String> PROGRAMS = List.of("initdb", "pg_ctl", "postgres");
    private static final int OLDEST = 13;
    private static final int NEWEST = 30;

    /// The one that a sandbox is to run on: of the wanted major version, else pg_dump's, else the newest there is; a full
    /// installation on this machine before the embedded binaries.
    ///
    /// @throws dev.runbook.problem.Refusal when there is none and none can be fetched
    static Installation choose(SandboxOptions options) {
        Integer wanted = options.major();
        Optional<Integer> major = wanted != null ? Optional.of(wanted) : Version.ofPgDump().map(Version::major);
        Optional<Installation> local = switch (options.binaries()) {
            case ANY -> major.map(Installation::local).orElseGet(Installation::newestLocal);
            case EMBEDDED -> Optional.empty();
        };
        EmbeddedBinaries embedded = new EmbeddedBinaries(options.cache(), options.progress());
        return local.orElseGet(() -> wanted != null
                ? embedded.exactly(wanted)
                : embedded.atMost(major.orElse(NEWEST)));
    }

    /// The installation in a folder, if the folder holds a whole one or links to it.
    static Optional<Installation> in(Path folder) {
        try {
            Path bin = Objects.requireNonNullElse(folder.resolve("postgres").toRealPath().getParent(), folder);
            return PROGRAMS.stream().allMatch(program -> Files.isExecutable(bin.resolve(program)))
                    ? Version.of(bin.resolve("postgres")).map(version -> new Installation(bin, version))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The first full installation of a major version on this machine: on the PATH, then where packages put it.
    static Optional<Installation> local(int major) {
        return Stream.concat(Program.searchPath(), usualPlaces(major))
                .map(Installation::in)
                .flatMap(Optional::stream)
                .filter(found -> found.version.major() == major)
                .findFirst();
    }

    /// The newest full installation on this machine.
    static Optional<Installation> newestLocal() {
        return Stream.concat(Program.searchPath(), Stream.iterate(NEWEST, major -> major >= OLDEST, major -> major - 1)
                .flatMap(Installation::usualPlaces))
                .map(Installation::in)
                .flatMap(Optional::stream)
                .max(Comparator.comparingInt(found -> found.version.major()));
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /// Debian, the PostgreSQL project's RPMs, SUSE, Alpine, Homebrew on both kinds of Mac, Postgres.app, EDB.
    private static Stream<Path> usualPlaces(int major) {
        return Stream.of("/usr/lib/postgresql/%d/bin", "/usr/pgsql-%d/bin", "/usr/lib/postgresql%d/bin",
                "/usr/libexec/postgresql%d", "/opt/homebrew/opt/postgresql@%d/bin",
                "/usr/local/opt/postgresql@%d/bin", "/Applications/Postgres.app/Contents/Versions/%d/bin",
                "/Library/PostgreSQL/%d/bin").map(place -> Path.of(place.formatted(major)));
    }
}
