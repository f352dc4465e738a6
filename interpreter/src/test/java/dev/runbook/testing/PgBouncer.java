package dev.runbook.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A real PgBouncer in front of a server: Debian's package is `pgbouncer`.
public final class PgBouncer implements AutoCloseable {
    private final Path directory = Files.createTempDirectory("runbook-pool");
    private final int port = freePort();
    private final Process process;

    public static boolean isInstalled() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "pgbouncer")));
    }

    /// @param mode `session`, `transaction` or `statement`
    public PgBouncer(String mode, String host, int serverPort, String user, String password) throws IOException {
        Path users = Files.writeString(directory.resolve("users"), "\"" + user + "\" \"" + password + "\"\n");
        Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                """.formatted(host, serverPort, port, users, mode));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path file : List.of(users, configuration)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        boolean root = System.getProperty("user.name").equals("root");
        List<String> command = root
                ? List.of("pgbouncer", "-u", "postgres", configuration.toString())
                : List.of("pgbouncer", configuration.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/sbin", (a, b) -> a + ":" + b);
        process = builder.start();
        awaitListening(process.inputReader());
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitListening(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("process up")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {
                }));
                return;
            }
        }
        throw new IOException("pgbouncer did not start");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
