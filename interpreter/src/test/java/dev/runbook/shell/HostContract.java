package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.output.ShellOutput.Channel;
import dev.runbook.shell.process.ProcessGroup.Patience;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every host keeps: each kind's test runs all of this on a real one.
@Timeout(120)
abstract class HostContract {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    @TempDir
    Path directory;

    abstract Host host();

    /// The directory that the command which reaches the host runs in.
    Path cwd() {
        return directory;
    }

    @Test
    void bothStreamsAndTheExitCodeComeBack() throws Exception {
        ShellResult result = run("echo out; echo err >&2; exit 3", Map.of());
        assertThat(result.stdout().value()).isEqualTo("out");
        assertThat(result.stderr().value()).isEqualTo("err");
        assertThat(result.exit()).isEqualTo(3);
    }

    @Test
    void theScriptRunsAsStrictlyAsHereAndItsErrorsNameItsLines() throws Exception {
        assertThat(run("true\n\nno-such-command\necho never", Map.of()).stderr().text()).contains("line 3: no-such-c");
        assertThat(run("false | true\necho never", Map.of()).exit()).isEqualTo(1);
    }

    @Test
    void nothingInTheScriptEatsTheRestOfIt() throws Exception {
        ShellResult result = run("cat\necho still here", Map.of());
        assertThat(result.stdout().value()).isEqualTo("still here");
    }

    @Test
    void everyValueArrivesAsItIs() throws Exception {
        Map<String, String> values = values();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ShellResult result = Shell.run(job("env -0", values), new ShellOutput(log,
                new ByteArrayOutputStream(), ShellOutput.memoryOnly().filter(), new ShellOutput.Listener() {
                }));
        assertThat(result.exit()).isZero();
        Map<String, String> seen = Arrays.stream(log.toString(StandardCharsets.UTF_8).split("\0"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(seen).containsAllEntriesOf(values);
        assertThat(seen.keySet()).as("nothing of ours is left").noneMatch(
                name -> name.startsWith("RUNBOOK_") && !System.getenv().containsKey(name));
    }

    @Test
    void aScriptOfAnyLengthAndWithAnyCharacterArrivesAsItIs() throws Exception {
        String text = "it's \"quoted\" \\ `x` $(id) $x\n".repeat(3_000) + "äöü😀";
        ShellResult result = run("cat <<'END' | wc -c\n" + text + "\nEND", Map.of());
        assertThat(result.stdout().value().strip())
                .isEqualTo(Integer.toString(text.getBytes(StandardCharsets.UTF_8).length + 1));
    }

    @Test
    void standardInputArrives() throws Exception {
        ShellResult result = Shell.run(job("cat; echo end", Map.of()).withStdin("it's\n\n$(in)put"));
        assertThat(result.stdout().value()).isEqualTo("it's\n\n$(in)putend");
    }

    @Test
    void noValueAndNoScriptIsEverOnACommandLine() throws Exception {
        ShellResult result = run("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' || true; : ma\\rker-1",
                Map.of("SECRET", "marker-2"));
        assertThat(result.stdout().text()).isNotEmpty().doesNotContain("marker-2").doesNotContain("ma\\rker-1");
    }

    @Test
    void aTimeoutEndsTheScriptThereToo() throws Exception {
        StringBuilder pid = new StringBuilder();
        ShellOutput output = ShellOutput.memoryOnly().withListener(new ShellOutput.Listener() {
            @Override
            public void line(Channel channel, String line) {
                pid.append(line);
            }
        });
        try (ShellRunner runner = new ShellRunner(PATIENCE)) {
            ShellResult result = runner.run(job("sh -c 'echo $$; exec sleep 2001'; echo never", Map.of())
                    .withTimeout(Duration.ofSeconds(3)), output);
            assertThat(result.timedOut()).isTrue();
            assertThat(result.survivors()).isEmpty();
        }
        assertThat(runsThere(pid.toString())).isFalse();
    }

    @Test
    void whatTheScriptLeavesBehindIsEndedSoThatTheStepEnds() throws Exception {
        ShellResult result = run("sleep 2002 & echo $!", Map.of());
        assertThat(result.exit()).isZero();
        assertThat(result.took()).isLessThan(Duration.ofSeconds(30));
        assertThat(runsThere(result.stdout().value())).isFalse();
    }

    /// Whether a process lives there; a dead one that nobody has buried yet does not count.
    private boolean runsThere(String pid) throws InterruptedException {
        return run("grep '^State:.[^Z]' /proc/" + pid + "/status", Map.of()).exit() == 0;
    }

    @Test
    void theHostForgetsWhatLeadsToAnotherDatabase() throws Exception {
        ShellJob job = new ShellJob("echo \"${PGHOST:-} ${APP_DSN:-} ${OTHER:-} ${PGPORT:-}\"", ShellJob.BASH, cwd(),
                ChildEnvironment.build(System.getenv(), true, Map.of("PGPORT", "1"), Map.of()), null, remembering(),
                null);
        ShellResult result = Shell.run(job);
        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().value().strip()).isEqualTo("kept 1");
    }

    /// This host, with variables of its own that are there before our line is read.
    Host remembering() {
        String exports = "export PGHOST=prod APP_DSN=postgresql+psycopg2://prod/x OTHER=kept; ";
        return new Host.Exec(host().reach(exports + "exec \"$0\" \"$@\""), null);
    }

    ShellResult run(String script, Map<String, String> given) throws InterruptedException {
        return Shell.run(job(script, given));
    }

    private ShellJob job(String script, Map<String, String> given) {
        return Shell.given(script, cwd(), given).on(host());
    }

    private static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("QUOTES", "it's a \"test\" of `this` and $(that) and ${HOME} \\ \\n %s %%");
        values.put("LINES", "\none\n\ntwo\r\nthree\n\n");
        values.put("EMPTY", "");
        values.put("SPACES", "  \t leading and trailing \t ");
        values.put("LONG", "0123456789'\n".repeat(1_000));
        values.put("BYTES", IntStream.rangeClosed(1, 0x24F).mapToObj(Character::toString)
                .collect(Collectors.joining()) + "€😀\uFFFD");
        values.put("DASH", "-n -e --help");
        return values;
    }
}
