package dev.runbook.sandbox;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A disposable PostgreSQL: a real server on 127.0.0.1 with an empty database, gone when it is closed, and, should our
/// process end without closing it, gone with the process.
public final class Sandbox implements AutoCloseable {
    private static final String DATABASE = "sandbox";

    private final SandboxOptions options;
    private final Cluster cluster;
    private final Watchdog watchdog;
    private final String password;
    private int port;
    private boolean running;

    private Sandbox(SandboxOptions options, Cluster cluster, String password) throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.password = password;
        this.watchdog = Watchdog.over(cluster.folder(), cluster.stopCommand(Cluster.Stop.IMMEDIATE));
    }

    /// Starts a server with an empty database. Takes about a second.
    ///
    /// @throws Refusal when there is no PostgreSQL to start, or it doesn't start
    public static Sandbox start(SandboxOptions options) {
        Installation installation = Installation.choose(options);
        options.progress().accept("Starting PostgreSQL %s from %s".formatted(installation.version(),
                installation.bin()));
        try {
            String password = newPassword();
            Sandbox sandbox = new Sandbox(options, Cluster.create(installation, newFolder(), password), password);
            sandbox.startOrClose(null);
            sandbox.createDatabase();
            return sandbox;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// Starts another server on a copy of this one's data, which must be stopped. It has the same password and databases,
    /// a port of its own, and nothing else in common.
    ///
    /// @throws Refusal when the data lies partly in tablespaces elsewhere, or the copy doesn't start
    public Sandbox startCopy() {
        if (running) {
            throw new IllegalStateException("only a stopped sandbox can be copied");
        }
        try {
            refuseTablespaces();
            Cluster copy = new Cluster(cluster.installation(), cluster.account(), newFolder());
            copy.prepareFolder();
            Trees.copy(cluster.data(), copy.data());
            Sandbox sandbox = new Sandbox(options, copy, password);
            sandbox.startOrClose(null);
            return sandbox;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /// The superuser.
    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    public String database() {
        return DATABASE;
    }

    /// In libpq's spelling, with the password.
    public String url() {
        return "postgresql://%s:%s@%s:%d/%s".formatted(user(), password, host(), port, DATABASE);
    }

    /// The server's version as its programs state it: `15.18`.
    public String version() {
        return cluster.installation().version().text();
    }

    public Path dataDirectory() {
        return cluster.data();
    }

    /// The server's log.
    public Path log() {
        return cluster.log();
    }

    /// Stops the server in good order; its data stay, to be started again or copied.
    public void stop() {
        cluster.stop(Cluster.Stop.FAST);
        running = false;
    }

    /// Stops the server as a power cut would: nothing is written any more, and the next start recovers.
    public void crash() {
        cluster.stop(Cluster.Stop.IMMEDIATE);
        running = false;
    }

    /// Starts the stopped server again, on the same port unless that was taken meanwhile.
    ///
    /// @throws Refusal when it doesn't start
    public void startAgain() {
        try {
            port = cluster.start(options.allSettings(), port);
            running = true;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// Stops the server at once and removes all its files.
    @Override
    public void close() {
        watchdog.release();
        running = false;
    }

    private void startOrClose(@Nullable Integer wish) throws IOException {
        try {
            port = cluster.start(options.allSettings(), wish);
            running = true;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void createDatabase() {
        String url = "jdbc:postgresql://%s:%d/postgres".formatted(host(), port);
        try (Connection connection = DriverManager.getConnection(url, user(), password);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            close();
            throw new Refusal(Problem.error(null, "the sandbox's PostgreSQL gives no database: " + e.getMessage(), ""));
        }
    }

    private void refuseTablespaces() throws IOException {
        try (Stream<Path> tablespaces = Files.list(cluster.data().resolve("pg_tblspc"))) {
            if (tablespaces.anyMatch(Files::isSymbolicLink)) {
                throw new Refusal(Problem.error(null, "a sandbox with tablespaces can't be copied",
                        "Have the sandbox's setup leave its tables in the default tablespace."));
            }
        }
    }

    private static Path newFolder() throws IOException {
        Path folder = Leftovers.newFolder(Path.of(System.getProperty("java.io.tmpdir")));
        Leftovers.sweepBeside(folder);
        return folder;
    }

    private static String newPassword() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static Refusal unusable(IOException e) {
        return new Refusal(Problem.error(null, "the sandbox has no place for its files: " + e.getMessage(),
                "Free some space in " + System.getProperty("java.io.tmpdir") + ", or make it writable."));
    }
}
