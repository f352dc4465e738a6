package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellRunnerTest {
    @TempDir
    Path directory;

    @Test
    void bothStreamsAndTheExitCodeComeBack() throws Exception {
        ShellResult result = run("echo out; echo err >&2; exit 3");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.stdout().value()).isEqualTo("out");
        assertThat(result.stderr().value()).isEqualTo("err");
        assertThat(result.finished()).isTrue();
        assertThat(result.signal()).isNull();
        assertThat(result.took()).isPositive();
    }

    @Test
    void theFirstFailingCommandEndsTheScript() throws Exception {
        assertThat(run("false\necho never").stdout().text()).isEmpty();
        assertThat(run("false | true\necho never").exit()).isEqualTo(1);
        assertThat(run("echo \"$no_such_variable\"").stderr().text()).contains("no_such_variable: unbound variable");
    }

    @Test
    void anErrorNamesTheScriptsOwnLine() throws Exception {
        assertThat(run("true\n\nno-such-command\n").stderr().text()).contains("line 3: no-such-command: command not");
    }

    @Test
    void theScriptsStandardInputIsEmptySoThatNothingEatsTheRest() throws Exception {
        assertThat(run("cat\necho still here").stdout().value()).isEqualTo("still here");
    }

    @Test
    void aJobsStandardInputReachesTheScriptWhole() throws Exception {
        String input = "first\nsecond 'quoted' $(id)\n" + "x".repeat(300_000);
        ShellResult result = Shell.run(Shell.bash("wc -c; ", directory).withStdin(input));
        assertThat(result.stdout().value().strip()).isEqualTo(Integer.toString(input.length()));
        assertThat(Shell.run(Shell.bash("cat", directory).withStdin("a\n\nb")).stdout().text()).isEqualTo("a\n\nb");
    }

    @Test
    void aScriptThatReadsNothingOfALongStandardInputEndsAllTheSame() throws Exception {
        assertThat(Shell.run(Shell.bash("exit 4", directory).withStdin("x".repeat(1_000_000))).exit()).isEqualTo(4);
    }

    @Test
    void itRunsWhereItIsTold() throws Exception {
        assertThat(run("pwd -P").stdout().value()).isEqualTo(directory.toRealPath().toString());
        assertThat(run("echo \"$PWD\"").stdout().value()).isEqualTo(directory.toString());
    }

    @Test
    void anotherInterpreterReadsTheScript() throws Exception {
        ShellResult result = Shell.run(Shell.bash("{ print $1 }", directory).withInterpreter(List.of("awk", "-f"))
                .withStdin("one two"));
        assertThat(result.exit()).isZero();
        assertThat(run("echo $0").stdout().value()).endsWith(".sh");
    }

    @Test
    void theScriptIsAPrivateFileInAPrivateDirectoryAndGoneAfterwards() throws Exception {
        String[] lines = run("stat -c '%a' \"$0\" \"$(dirname \"$0\")\"; echo \"$0\"").stdout().value().split("\n");
        assertThat(lines).startsWith("600", "700");
        assertThat(Path.of(lines[2])).doesNotExist();
        assertThat(Path.of(lines[2]).getParent()).doesNotExist();
    }

    @Test
    void neitherTheScriptNorAValueStandsOnACommandLine() throws Exception {
        ShellResult result = Shell.run(Shell.given("""
                : a-marker-in-the-script
                for p in $$ $PPID; do tr '\\0' ' ' < /proc/$p/cmdline; echo; done""", directory,
                Map.of("VALUE", "a-marker-in-a-value")));
        assertThat(result.stdout().text()).contains("bash -euo pipefail").doesNotContain("a-marker");
    }

    @Test
    void nothingRunsBeforeItsStartWasNoted() throws Exception {
        Path trace = directory.resolve("trace");
        AtomicBoolean early = new AtomicBoolean(true);
        ShellResult result = Shell.run(Shell.bash("echo ran > trace", directory), started(group -> {
            early.set(Files.exists(trace) || group.members().isEmpty());
        }));
        assertThat(result.exit()).isZero();
        assertThat(early).isFalse();
        assertThat(trace).exists();
    }

    @Test
    void aStartThatCanNotBeNotedRunsNothing() throws IOException {
        ShellOutput full = started(_ -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThatThrownBy(() -> Shell.run(Shell.bash("echo ran > trace", directory), full))
                .hasMessage("the disk is full");
        assertThat(directory.resolve("trace")).doesNotExist();
    }

    @Test
    void theScriptLeadsASessionOfItsOwnSoThatTheTerminalsInterruptIsOurs() throws Exception {
        assertThat(run("read -r -a f < /proc/$$/stat; echo $(( ${f[4]} == $$ && ${f[5]} == $$ ))").stdout().value())
                .isEqualTo("1");
    }

    @Test
    void whatCanNotBeStartedIsRefusedWithTheReason() {
        Path nowhere = directory.resolve("nowhere");
        assertThat(problems(Shell.bash("true", nowhere))).containsExactly("there is no directory " + nowhere);
        assertThat(problems(Shell.bash("true", directory).withInterpreter(List.of("bahs"))))
                .containsExactly("there is no program bahs on the PATH");
        assertThat(problems(Shell.given("true", directory, Map.of("A", "x\0y", "B=C", ""))))
                .containsExactlyInAnyOrder("the variable A holds a NUL character",
                        "\"B=C\" can't be the name of a variable");
    }

    @Test
    void aVariableTooLongForTheSystemIsRefused() {
        assertThat(problems(Shell.given("true", directory, Map.of("A", "x".repeat(3_000_000)))))
                .singleElement().asString().contains("Argument list too long");
    }

    @Test
    void aSignalsNameIsTold() throws Exception {
        assertThat(run("kill -KILL $$").signal()).isEqualTo("KILL");
        assertThat(run("kill -TERM $$").signal()).isEqualTo("TERM");
    }

    @Test
    void manyScriptsRunAtOnce() throws Exception {
        try (ShellRunner runner = new ShellRunner()) {
            List<ShellRun> runs = java.util.stream.IntStream.range(0, 12)
                    .mapToObj(i -> runner.start(Shell.bash("sleep 0.1; echo " + i, directory),
                            ShellOutput.memoryOnly()))
                    .toList();
            for (int i = 0; i < runs.size(); i++) {
                assertThat(runs.get(i).await().stdout().value()).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void aTimeoutCountsFromTheFirstCommand() throws Exception {
        ShellResult result = Shell.run(Shell.bash("sleep 60", directory).withTimeout(Duration.ofMillis(300)));
        assertThat(result.timedOut()).isTrue();
        assertThat(result.cancelled()).isFalse();
        assertThat(result.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
    }

    private ShellResult run(String script) throws InterruptedException {
        return Shell.run(Shell.bash(script, directory));
    }

    private static List<String> problems(ShellJob job) {
        try {
            Shell.run(job);
        } catch (Refusal e) {
            return e.problems().stream().map(Problem::title).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.of();
    }

    private static ShellOutput started(java.util.function.Consumer<ProcessGroup> noted) {
        return ShellOutput.memoryOnly().withListener(new ShellOutput.Listener() {
            @Override
            public void started(ProcessGroup group) {
                noted.accept(group);
            }
        });
    }
}
