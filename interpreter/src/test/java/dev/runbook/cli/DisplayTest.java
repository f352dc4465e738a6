package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which a run is shown while it happens.
@RealPostgres
class DisplayTest {
    @TempDir
    private Path folder;

    @Test
    void aProgramReadsTheStoryAnEventALineAndPeopleReadTheRest(TestDatabase database) throws Exception {
        Cli.Result result = run(database, "--format", "jsonl");
        assertThat(result.exit()).isZero();
        List<String> events = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            assertThat(ValueJson.read(line)).isInstanceOfSatisfying(Value.Dictionary.class,
                    event -> events.add(String.valueOf(event.fields().get("event"))));
        }
        assertThat(String.join(" ", events)).contains("run_started", "step_started", "progress", "step_finished");
        assertThat(result.out().lines().toList().getLast()).contains("\"event\":\"run_finished\"");
        assertThat(result.err()).contains("SUCCEEDED after", "report.md");
    }

    @Test
    void quietIsTheEndAlone(TestDatabase database) throws IOException {
        assertThat(run(database, "--quiet").out()).startsWith("\nEvery step is applied").contains("SUCCEEDED after");
    }

    @Test
    void verboseShowsScriptsAndWhatTheySay(TestDatabase database) throws IOException {
        assertThat(run(database, "-v").out()).contains("▸ Say hello\n", "echo hello\n", "      hello\n",
                "✓ stdout: expected");
    }

    @Test
    void bothAtOnceAreRefused(TestDatabase database) throws IOException {
        Cli.Result result = run(database, "--quiet", "--verbose");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--quiet and --verbose contradict each other");
    }

    private Cli.Result run(TestDatabase database, String... more) throws IOException {
        Path runbook = Files.writeString(folder.resolve("hello.yaml"), """
                runbook: hello
                steps:
                  - {id: hello, name: Say hello, shell: echo hello, expect: {stdout: hello}}
                """);
        List<String> arguments = new ArrayList<>(
                List.of("run", runbook.toString(), "--target", database.url(), "--run-dir",
                        folder.toString()));
        arguments.addAll(List.of(more));
        return Cli.withoutTarget().call(arguments.toArray(String[]::new));
    }
}
