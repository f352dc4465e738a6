package dev.runbook.database.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where servers put their Unix sockets when nobody says otherwise.
final class SocketDirectory {
    static final List<String> USUAL = List.of("/var/run/postgresql", "/run/postgresql", "/tmp");

    private SocketDirectory() {}

    /// The directory in which a server of this port listens, or `localhost` when there is none: psql packages
    /// differ in which directory they were built with, so the one in use is taken.
    static String defaultHost(int port) {
        return USUAL.stream().filter(d -> Files.exists(Path.of(d, ".s.PGSQL." + port))).findFirst().orElse("localhost");
    }
}
