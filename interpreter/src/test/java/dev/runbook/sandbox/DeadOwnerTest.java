package dev.runbook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a sandbox whose owner ends without closing it.
@Tag("postgres")
class DeadOwnerTest {
    private Process owner;
    private Path data;
    private ProcessHandle server;
    private ProcessHandle watchdog;

    @BeforeEach
    void startOwner() throws IOException {
        owner = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), SandboxOwner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = owner.inputReader(StandardCharsets.UTF_8);
        data = Path.of(lines.readLine());
        server = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst()))
                .orElseThrow();
        watchdog = owner.children().findFirst().orElseThrow();
    }

    @AfterEach
    void endWhatIsLeft() {
        owner.destroyForcibly();
        server.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "INT"})
    void theServerAndItsFilesAreGoneSoonAfter(String signal) throws Exception {
        send(signal, owner.pid());
        server.onExit().get(30, TimeUnit.SECONDS);
        watchdog.onExit().get(30, TimeUnit.SECONDS);
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void whatWasKilledTogetherWithItsWatchdogIsRemovedByTheNext() throws Exception {
        watchdog.destroyForcibly();
        watchdog.onExit().get(30, TimeUnit.SECONDS);
        owner.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();
        Sandbox.start(SandboxOptions.standard()).close();
        assertThat(server.isAlive()).isFalse();
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void aCtrlCInTheTerminalReachesNeitherTheServerNorItsWatchdog() throws Exception {
        assertThat(processGroup(server.pid())).isNotEqualTo(processGroup(owner.pid()));
        send("INT", watchdog.pid());
        Sandbox.start(SandboxOptions.standard()).close();
        assertThat(watchdog.isAlive()).isTrue();
        assertThat(data).isDirectory();
    }

    private static String processGroup(long pid) {
        return Program.run(Path.of("/"), List.of("ps", "-o", "pgid=", "-p", String.valueOf(pid))).output().strip();
    }

    private static void send(String signal, long pid) {
        assertThat(Program.run(Path.of("/"), List.of("kill", "-" + signal, String.valueOf(pid))).succeeded()).isTrue();
    }
}
