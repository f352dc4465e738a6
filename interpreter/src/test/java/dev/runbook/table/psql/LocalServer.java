package dev.runbook.table.psql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A PostgreSQL server of this machine's own installation with its psql, started once for all tests that ask for it.
public final class LocalServer implements ParameterResolver {

    /// The running server.
    public static final class Running implements AutoCloseable {
        private final Path directory;
        private final int port;

        private Running() throws IOException {
            directory = Files.createTempDirectory("runbook-table");
            port = freePort();
            run(asServerUser("initdb", "-D", directory.resolve("data").toString(), "-A", "trust", "-U", "postgres",
                    "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"));
            run(asServerUser("pg_ctl", "-D", directory.resolve("data").toString(), "-w", "-o", "-p " + port
                    + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "-l",
                    directory.resolve("log").toString(), "start"));
        }

        /// What psql prints on standard output for a script.
        public String psql(String script) throws IOException {
            Path file = Files.writeString(directory.resolve("script.sql"), script);
            return output(psqlCommand(file).redirectError(ProcessBuilder.Redirect.INHERIT), true);
        }

        /// What psql says on standard error for a script that it reads as a file.
        public String psqlMessages(Path script) throws IOException {
            return output(psqlCommand(script), false);
        }

        /// A session in which values arrive as the server's own texts.
        public Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port
                    + "/postgres?user=postgres&preferQueryMode=simple");
        }

        @Override
        public void close() throws IOException {
            run(asServerUser("pg_ctl", "-D", directory.resolve("data").toString(), "-m", "immediate", "stop"));
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private ProcessBuilder psqlCommand(Path script) {
            return new ProcessBuilder(tool("psql"), "-X", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U",
                    "postgres",
                    "-d", "postgres", "-f", script.toString());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(LocalServer.class))
                .getOrComputeIfAbsent(Running.class, _ -> start(), Running.class);
    }

    private static Running start() {
        try {
            return new Running();
        } catch (IOException e) {
            throw new IllegalStateException("no server for this test", e);
        }
    }

    private static String tool(String name) {
        return "/usr/lib/postgresql/15/bin/" + name;
    }

    /// The server refuses root, but not the nobody that root is in a user namespace of its own.
    private static List<String> asServerUser(String name, String... arguments) {
        List<String> command = new ArrayList<>(
                "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of());
        command.add(tool(name));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Runs to the end; a server that stays behind keeps no stream of ours open.
    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
    }

    private static String output(ProcessBuilder builder, boolean out) throws IOException {
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        builder.redirectOutput(out ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        byte[] said = (out ? process.getInputStream() : process.getErrorStream()).readAllBytes();
        process.onExit().join();
        return new String(said, StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
