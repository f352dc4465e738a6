package dev.runbook.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A server from an installation on this machine, in a data directory of its own that goes when it is closed.
public final class LocalPostgres implements ServerFixture {
    private final Path directory;
    private final int port;
    private final Process process;

    private LocalPostgres(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /// Starts a server with settings of its own, `name=value`.
    ///
    /// @throws IllegalStateException when there is no installation, or it does not start
    public static LocalPostgres start(String... settings) {
        try {
            return begin(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static LocalPostgres begin(String... settings) throws IOException, InterruptedException {
        Path bin = installation();
        Path directory = Files.createTempDirectory("runbook-postgres");
        if (isRoot()) {
            Files.setOwner(directory, directory.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName("postgres"));
        }
        Path data = directory.resolve("data");
        Process initdb = command(directory, bin.resolve("initdb"), "-D", data.toString(), "-U", "postgres", "-A",
                "trust",
                "--no-sync", "-E", "UTF8", "--locale=C.UTF-8").start();
        require(initdb.waitFor() == 0, directory);
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", String.valueOf(port), "-k",
                directory.toString(), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"));
        for (String setting : settings) {
            arguments.addAll(List.of("-c", setting));
        }
        Process server = command(directory, bin.resolve("postgres"), arguments.toArray(String[]::new)).start();
        LocalPostgres started = new LocalPostgres(directory, port, server);
        awaitReady(started);
        return started;
    }

    /// The server says when it takes connections by taking one.
    private static void awaitReady(LocalPostgres started) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            require(started.process.isAlive(), started.directory);
            try (Connection _ = DriverManager.getConnection(started.jdbcUrl())) {
                return;
            } catch (SQLException _) {
                started.process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        require(false, started.directory);
    }

    private static void require(boolean fine, Path directory) throws IOException {
        if (!fine) {
            throw new IllegalStateException(Files.readString(directory.resolve("log")));
        }
    }

    /// The server refuses to run as root.
    private static ProcessBuilder command(Path directory, Path program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"));
        }
        words.add(program.toString());
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// A program that comes with the server's package; the test is skipped where it is not installed.
    public static String program(String name) throws IOException {
        Path found = folders().stream().map(bin -> bin.resolve(name)).filter(Files::isExecutable).findFirst()
                .orElse(null);
        Assumptions.assumeTrue(found != null, name + " is not installed");
        return String.valueOf(found);
    }

    private static Path installation() throws IOException {
        return folders().stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                .findFirst().orElseThrow(() -> new IllegalStateException(
                        "these tests need a PostgreSQL server: install one, or put its initdb and postgres on the PATH"));
    }

    private static List<Path> folders() throws IOException {
        List<Path> candidates = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            candidates.add(Path.of(folder));
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin"))
                        .forEach(candidates::add);
            }
        }
        return candidates;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
