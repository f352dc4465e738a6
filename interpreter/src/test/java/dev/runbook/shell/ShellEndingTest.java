package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.output.ShellOutput.Channel;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.shell.process.ProcessGroup.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellEndingTest {
    @TempDir
    Path directory;

    private final ShellRunner runner = new ShellRunner(Shell.IMPATIENT);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    @Test
    void aTimeoutEndsTheScriptAndAllItsChildren() throws Exception {
        ShellResult result = Shell.run(Shell.bash("""
                sleep 1001 &
                (sleep 1002; true) &
                setsid sleep 1003 &
                sleep 1004 | cat
                """, directory).withTimeout(Duration.ofSeconds(1)), listening());
        assertThat(result.timedOut()).isTrue();
        assertThat(result.survivors()).isEmpty();
        assertThat(running("sleep 100[1-4]")).isFalse();
    }

    @Test
    void whatIgnoresInterruptsAndTerminationIsKilled() throws Exception {
        ShellResult result = Shell.run(Shell.bash("trap '' INT TERM; sleep 1011", directory)
                .withTimeout(Duration.ofMillis(200)));
        assertThat(result.signal()).isEqualTo("KILL");
        assertThat(running("sleep 101[1]")).isFalse();
    }

    @Test
    void aCancelledScriptCanCleanUp() throws Exception {
        ShellRun run = start("trap 'echo cleaning' EXIT; echo ready; sleep 1021");
        assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("ready");
        run.cancel();
        ShellResult result = run.await();
        assertThat(result.cancelled()).isTrue();
        assertThat(result.timedOut()).isFalse();
        assertThat(result.stdout().text()).isEqualTo("ready\ncleaning\n");
        assertThat(result.signal()).isEqualTo("INT");
    }

    @Test
    void cancellingTwiceOrTooLateDoesNoHarm() throws Exception {
        ShellRun run = start("echo ready; sleep 1031");
        lines.poll(20, TimeUnit.SECONDS);
        run.cancel();
        run.cancel();
        assertThat(run.await().cancelled()).isTrue();
        run.cancel();
    }

    @Test
    void aStepEndsWithItsScriptAndWhatItLeftBehindIsEndedAndNamed() throws Exception {
        ShellResult result = Shell.run(Shell.bash("sleep 1041 & sleep 1042 >/dev/null 2>&1 & echo done", directory));
        assertThat(result.exit()).isZero();
        assertThat(result.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(result.stdout().value()).isEqualTo("done");
        assertThat(result.leftovers()).extracting(Member::command)
                .containsExactlyInAnyOrder("sleep 1041", "sleep 1042");
        assertThat(result.survivors()).isEmpty();
        assertThat(running("sleep 104[12]")).isFalse();
    }

    @Test
    void whatWentIntoASessionOfItsOwnOnPurposeStays() throws Exception {
        ShellResult result = Shell.run(Shell.bash("setsid sleep 1051 & echo $!", directory));
        assertThat(result.leftovers()).isEmpty();
        ProcessHandle daemon = ProcessHandle.of(Long.parseLong(result.stdout().value())).orElseThrow();
        assertThat(daemon.isAlive()).isTrue();
        daemon.destroy();
    }

    @Test
    void outputThatComesThroughAChildAfterTheScriptsEndIsNotLost() throws Exception {
        ShellResult result = Shell.run(Shell.bash("exec > >(sleep 0.2; cat) 2>&1; echo late", directory));
        // On a busy machine the child itself may still be there when it is looked for; what it wrote is not lost.
        assertThat(result.stdout().value()).isEqualTo("late");
    }

    @Test
    void aFloodFromWhatWasLeftBehindEnds() throws Exception {
        ShellResult result = Shell.run(Shell.bash("yes & sleep 0.1", directory));
        assertThat(result.leftovers()).extracting(Member::command).containsExactly("yes");
        assertThat(result.survivors()).isEmpty();
    }

    @Test
    void theGroupOfADeadRunIsFoundByWhatTheJournalHolds() throws Exception {
        ShellRun run = start("sh -c 'echo one; exec sleep 1061' & sh -c 'echo two; exec sleep 1062'");
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("one", "two");
        ProcessGroup journaled = new ProcessGroup(run.group().id(), run.group().identity());
        assertThat(journaled.members()).hasSize(3).extracting(Member::pid).contains(journaled.id());
        ProcessHandle.of(journaled.id()).orElseThrow().destroyForcibly();
        assertThat(journaled.end(Shell.IMPATIENT)).isEmpty();
        assertThat(journaled.members()).isEmpty();
        run.await();
    }

    @Test
    void aNumberThatWasGivenOutAgainIsNotOurs() throws Exception {
        ShellRun run = start("echo ready; sleep 1071");
        lines.poll(20, TimeUnit.SECONDS);
        String identity = run.group().identity();
        String otherStart = identity.substring(0, identity.lastIndexOf(':') + 1) + "1";
        assertThat(new ProcessGroup(run.group().id(), otherStart).members()).isEmpty();
        assertThat(new ProcessGroup(run.group().id(), "another-boot" + identity).members()).isEmpty();
        assertThat(new ProcessGroup(run.group().id(), "").members()).isEmpty();
        run.cancel();
        run.await();
    }

    private String next() throws InterruptedException {
        return java.util.Objects.requireNonNull(lines.poll(20, TimeUnit.SECONDS));
    }

    private ShellRun start(String script) {
        return runner.start(Shell.bash(script, directory), listening());
    }

    private ShellOutput listening() {
        return ShellOutput.memoryOnly().withListener(new ShellOutput.Listener() {
            @Override
            public void line(Channel channel, String line) {
                lines.add(line);
            }
        });
    }

    /// Whether a process with such a command line lives; the pattern must not match itself.
    private boolean running(String pattern) throws Exception {
        Path found = directory.resolve("found");
        return new ProcessBuilder("pgrep", "-f", pattern).redirectOutput(found.toFile()).start().waitFor() == 0
                && Files.size(found) > 0;
    }
}
