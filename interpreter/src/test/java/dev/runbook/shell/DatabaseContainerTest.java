package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.output.ShellOutput.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scripts inside of a database's own container, where PostgreSQL is the first process and takes everyone who loses its
/// parent for a part of itself.
@Tag("docker")
@Timeout(180)
class DatabaseContainerTest {
    private static final String NAME = "runbook-database-" + ProcessHandle.current().pid();
    private static final String IMAGE = System.getenv().getOrDefault("RUNBOOK_TEST_POSTGRES_IMAGE", "postgres:15");
    private static final Host DATABASE = new Host.Exec(List.of("docker", "exec", "-i", NAME), null);

    @TempDir
    static Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startServer() throws Exception {
        Assumptions.assumeTrue(says("docker", "image", "inspect", IMAGE).exit == 0, "there is no image " + IMAGE);
        assertThat(says("docker", "run", "-d", "--rm", "--name", NAME, "--network", "none", "-e",
                "POSTGRES_PASSWORD=only-in-the-test", IMAGE).exit).isZero();
        for (int i = 0; i < 600 && says("docker", "exec", NAME, "pg_isready", "-h", "127.0.0.1").exit != 0; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @AfterAll
    static void stopServer() throws Exception {
        says("docker", "rm", "-f", NAME);
    }

    @Test
    void aScriptThatEndsDisturbsNobody() throws Exception {
        assertThat(Shell.run(Shell.bash("echo done", folder).on(DATABASE)).stdout().value()).isEqualTo("done");
        assertNothingCrashed();
    }

    @Test
    void aScriptThatIsCancelledIsEndedWithoutTheServersHarm() throws Exception {
        try (ShellRunner runner = new ShellRunner(Shell.IMPATIENT)) {
            ShellRun run = runner.start(Shell.bash("""
                    (sleep 3001; true) &
                    sleep 3002 | cat &
                    bash -c 'trap "" INT; echo ready; sleep 3003; sleep 3004'
                    """, folder).on(DATABASE), ShellOutput.memoryOnly().withListener(new ShellOutput.Listener() {
                @Override
                public void line(Channel channel, String line) {
                    lines.add(line);
                }
            }));
            assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("ready");
            run.cancel();
            assertThat(run.await().cancelled()).isTrue();
        }
        // The shell first: while it is there, the next sleep may begin where the last one has just ended.
        for (int i = 0; i < 300 && (isShellThere() || sleeps("300[1-4]")); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(sleeps("300[1-4]")).isFalse();
        assertNothingCrashed();
    }

    @Test
    void whatAScriptLeavesBehindIsNamedAndLeftAlone() throws Exception {
        ShellResult result = Shell.run(Shell.bash("sleep 15 >/dev/null 2>&1 & echo $!", folder).on(DATABASE));
        assertThat(result.exit()).isZero();
        assertThat(result.stderr().value()).contains("left processes behind: " + result.stdout().value(), "an init");
        for (int i = 0; i < 600 && sleeps("15"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertNothingCrashed();
    }

    private static boolean sleeps(String seconds) throws Exception {
        return says("docker", "exec", NAME, "bash", "-c",
                "grep -zlE '^sleep' /proc/[0-9]*/cmdline 2>/dev/null | while read -r f; do tr '\\0' ' ' <$f; done"
                        + " | grep -E 'sleep " + seconds + " '").exit == 0;
    }

    /// The brackets keep the search from finding itself.
    private static boolean isShellThere() throws Exception {
        return !says("docker", "exec", NAME, "bash", "-c",
                "grep -zlE 'echo read[y]' /proc/[0-9]*/cmdline 2>/dev/null").text.isBlank();
    }

    private static void assertNothingCrashed() throws Exception {
        Said log = says("docker", "logs", NAME);
        assertThat(log.text).contains("ready to accept connections").doesNotContain("terminated by signal",
                "terminating any other active server processes");
    }

    private record Said(int exit, String text) {}

    private static Said says(String... command) throws InterruptedException, IOException {
        Path output = Files.createTempFile(folder, "said", "");
        try {
            int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start()
                    .waitFor();
            return new Said(exit, Files.readString(output));
        } catch (IOException _) {
            return new Said(127, "");
        }
    }
}
