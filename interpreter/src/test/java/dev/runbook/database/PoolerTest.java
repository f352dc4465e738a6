package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs where a PgBouncer is installed: its package is `pgbouncer` on Debian.
@EnabledIf("isInstalled")
class PoolerTest {
    private static final LocalServer SERVER = LocalServer.shared();

    static boolean isInstalled() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "pgbouncer")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void aPoolerThatSharesSessionsIsRefused(String mode) throws IOException {
        try (Pool pool = new Pool(mode)) {
            Refusal refusal = catchThrowableOfType(Refusal.class,
                    () -> Session.open(pool.settings(), SessionOptions.named("x")));
            assertThat(refusal.problems().getFirst().title()).contains("a pooler that changes the server's session");
            assertThat(refusal.problems().getFirst().advice()).contains("a pool in session mode");
        }
    }

    @Test
    void inSessionModeThereIsOneOperatorAtATime() throws IOException {
        try (Pool pool = new Pool("session")) {
            try (Sentinel first = held(pool);
                    Session working = Session.open(pool.settings(), SessionOptions.named("working"))) {
                assertThat(first.holds()).isTrue();
                assertThat(first.fence(working)).isTrue();
                assertThat(first.isFenced(working)).isTrue();
                assertThat(Sentinel.acquire(SERVER.settings(), "direct", Duration.ZERO))
                        .isInstanceOf(Sentinel.Acquisition.Busy.class);
                assertThat(Asking.cell(working, "SHOW client_connection_check_interval")).isEqualTo("1s");
            }
        }
    }

    private static Sentinel held(Pool pool) {
        return ((Sentinel.Acquisition.Held) Sentinel.acquire(pool.settings(), "pooled", Duration.ofSeconds(5)))
                .sentinel();
    }

    /// A PgBouncer in front of the test's server.
    private static final class Pool implements AutoCloseable {
        private final Path directory = Files.createTempDirectory("runbook-pool");
        private final int port = freePort();
        private final Process process;

        Pool(String mode) throws IOException {
            Files.writeString(directory.resolve("users"), "\"postgres\" \"secret\"\n");
            Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), """
                    [databases]
                    postgres = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = scram-sha-256
                    auth_file = %s
                    pool_mode = %s
                    """.formatted(SERVER.port(), port, directory.resolve("users"), mode));
            LocalServer.run("chmod", "-R", "a+rX", directory.toString());
            boolean root = System.getProperty("user.name").equals("root");
            List<String> command = root
                    ? List.of("pgbouncer", "-u", "postgres", configuration.toString())
                    : List.of("pgbouncer", configuration.toString());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().merge("PATH", "/usr/sbin", (a, b) -> a + ":" + b);
            process = builder.start();
            awaitListening(process.inputReader());
        }

        ConnectionSettings settings() {
            return SERVER.settings("postgresql://postgres:secret@127.0.0.1:" + port + "/postgres");
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
            LocalServer.run("rm", "-rf", directory.toString());
        }

        private static void awaitListening(BufferedReader output) throws IOException {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("process up")) {
                    return;
                }
            }
            throw new IOException("pgbouncer did not start");
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
