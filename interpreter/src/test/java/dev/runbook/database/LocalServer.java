package dev.runbook.database;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A PostgreSQL server of the test's own, from the machine's installation, on a port of its own.
public final class LocalServer implements AutoCloseable {
    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");

    private final Path directory;
    private final int port;

    private final Thread hook = new Thread(this::end);

    private LocalServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /// The server that most tests share; it ends with the test run.
    public static LocalServer shared() {
        return Shared.SERVER;
    }

    /// A fresh server with these lines in its configuration.
    public static LocalServer start(String... configuration) {
        try {
            LocalServer server = new LocalServer(Files.createTempDirectory("runbook-pg"), freePort());
            Runtime.getRuntime().addShutdownHook(server.hook);
            server.initialize(configuration);
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes over a data directory that somebody prepared (a base backup), and starts it.
    public LocalServer standby(String... configuration) {
        try {
            Path copy = Files.createTempDirectory("runbook-pg");
            run("chown", "postgres", copy.toString());
            asPostgres("pg_basebackup", "-h", "127.0.0.1", "-p", "" + port, "-U", "postgres", "-D",
                    copy.resolve("data").toString(), "-R", "-c", "fast");
            LocalServer server = new LocalServer(copy, freePort());
            Runtime.getRuntime().addShutdownHook(server.hook);
            server.configure(configuration);
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public Path socketDirectory() {
        return directory;
    }

    public Path data() {
        return directory.resolve("data");
    }

    public ConnectionSettings settings() {
        return settings("postgresql://postgres:secret@127.0.0.1:" + port + "/postgres");
    }

    public ConnectionSettings settings(String url) {
        return ConnectionSettings.of(new ConnectionSettings.Written(url, "--target", null),
                new Surroundings(Map.of(), "nobody", directory));
    }

    public Session session(String... sql) {
        Session session = Session.open(settings(), SessionOptions.named("test"));
        for (String statement : sql) {
            session.execute(statement);
        }
        return session;
    }

    public void begin() {
        asPostgres("pg_ctl", "-w", "-D", data().toString(), "-l", directory.resolve("log").toString(), "start");
    }

    public void stop(String mode) {
        asPostgres("pg_ctl", "-w", "-D", data().toString(), "-m", mode, "stop");
    }

    public void promote() {
        asPostgres("pg_ctl", "-w", "-D", data().toString(), "promote");
    }

    public void reload() {
        asPostgres("pg_ctl", "-D", data().toString(), "reload");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    /// Also when the test run is interrupted, so that no server outlives it.
    private void end() {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            stop("immediate");
        }
        run("rm", "-rf", directory.toString());
    }

    private void initialize(String... configuration) throws IOException {
        run("chown", "postgres", directory.toString());
        Path password = Files.writeString(directory.resolve("password"), "secret\n");
        run("chown", "postgres", password.toString());
        asPostgres("initdb", "-D", data().toString(), "-U", "postgres", "--pwfile", password.toString(), "-A",
                "scram-sha-256", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8");
        configure(configuration);
    }

    private void configure(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("port=" + port, "unix_socket_directories='" + directory + "'",
                "listen_addresses='127.0.0.1'", "max_connections=40", "max_prepared_transactions=5"));
        all.addAll(Arrays.asList(lines));
        Path file = data().resolve("postgresql.conf");
        Files.writeString(file, Files.readString(file) + String.join("\n", all) + "\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void asPostgres(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "PGPASSWORD=secret"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(0, List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"));
        }
        command.add(BIN.resolve(tool).toString());
        command.addAll(Arrays.asList(arguments));
        run(command.toArray(String[]::new));
    }

    static String run(String... command) {
        try {
            Path output = Files.createTempFile("runbook", ".out");
            int code = new ProcessBuilder(command).directory(Path.of("/tmp").toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start().waitFor();
            String said = Files.readString(output);
            Files.delete(output);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        private static final LocalServer SERVER = start();
    }
}
