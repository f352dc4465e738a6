package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts that a killed run left at work on this machine: its steps', and those that only watched.
@RealPostgres
class LeftScriptsTest {
    private static final String WAITS = """
            runbook: waits
            title: Waits for a file
            steps:
              - id: made
                name: Make a table
                sql: CREATE TABLE made (id int)
              - id: waits
                name: Wait
                shell: echo "$$" > started; for i in $(seq 1200); do test -e go && exit 0; sleep 0.1; done; exit 1
              - id: fills
                name: Fill it
                sql: INSERT INTO made VALUES (1)
            """;
    /// Its watches never end by themselves; its step does when there is a file `go`.
    private static final String WATCHED = WAITS.replace("steps:\n  - id: made", """
            watch:
              errors: {shell: 'echo "$$" > watching; tail -n +1 -F app.log | grep --line-buffered ERROR', every: 100ms}
            steps:
              - id: made""").replace("name: Wait\n", "name: Wait\n    repeatable: true\n");
    private static final String OTHER = """
            runbook: other
            title: Somebody else's
            steps:
              - name: Look
                sql: SELECT 1
            """;
    private final TestDatabase database;

    @TempDir
    Path folder;

    LeftScriptsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aScriptThatOutlivedItsRunIsFoundByItsJournal() throws Exception {
        leaveScript();
        Cli.Result refused = runs().run(OTHER, "--wait", "1s");
        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.err()).contains("scripts of a run that was cut off are still at work: \"Wait\" of run ",
                "process group ", "--terminate-leftovers");
        Cli.Result ended = runs().run(OTHER, "--terminate-leftovers");
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.err()).contains("Ending what an earlier run left at work: \"Wait\" of run ");
        assertThat(alive(Files.readString(folder.resolve("started")).strip())).isEmpty();
    }

    @Test
    void aScriptThatOutlivedItsRunIsWaitedFor() throws Exception {
        leaveScript();
        CompletableFuture<Cli.Result> next = CompletableFuture
                .supplyAsync(() -> runs().run(OTHER, "--wait", "10m"));
        Files.createFile(folder.resolve("go"));
        assertThat(next.get(120, TimeUnit.SECONDS).exit()).isZero();
    }

    @Test
    void aWatchThatOutlivedItsRunIsEndedByWhoeverComesNext() throws Exception {
        String watch = leaveWatch();
        Cli.Result next = runs().run(OTHER);
        assertThat(next.exit()).as(next.out() + next.err()).isZero();
        assertThat(next.err()).contains("Ending what only watched for an earlier run: watch errors of \"Watched during"
                + " the whole run\" of run ").doesNotContain("--terminate-leftovers");
        assertThat(alive(watch)).isEmpty();
        Cli.Result again = runs().run(OTHER);
        assertThat(again.err()).doesNotContain("only watched");
    }

    @Test
    void aWatchThatOutlivedItsRunIsEndedByWhoeverTakesTheRunUp() throws Exception {
        String watch = leaveWatch();
        Cli.Result resumed = runs().call("resume", runs().last());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.err()).contains("Ending what only watched for an earlier run: watch errors of ");
        assertThat(alive(watch)).isEmpty();
        assertThat(made()).isEqualTo("1");
    }

    private void leaveScript() throws Exception {
        try (Interpreter dead = runs().started(WAITS)) {
            awaitText("started");
            dead.kill();
        }
    }

    /// Kills a run whose watch goes on, while its step's own script comes to its end.
    ///
    /// @return the process that leads the script of the watch
    private String leaveWatch() throws Exception {
        Files.writeString(folder.resolve("app.log"), "started\n");
        try (Interpreter dead = runs().started(WATCHED)) {
            awaitText("started");
            awaitText("watching");
            dead.kill();
        }
        Files.createFile(folder.resolve("go"));
        String step = Files.readString(folder.resolve("started")).strip();
        Interpreter.awaited("the step's script ends", () -> alive(step).isEmpty());
        String watch = Files.readString(folder.resolve("watching")).strip();
        assertThat(alive(watch)).as("the watch goes on").isNotEmpty();
        return watch;
    }

    /// The states of a session's processes, but for those that have ended and that nobody has taken note of.
    private static List<String> alive(String session) {
        try {
            return new String(new ProcessBuilder("ps", "-o", "s=", "--sid", session).start().getInputStream()
                    .readAllBytes(), StandardCharsets.US_ASCII).lines().map(String::strip)
                    .filter(state -> !state.startsWith("Z")).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitText(String name) {
        Interpreter.awaited("there is something in " + name, () -> {
            try {
                return Files.exists(folder.resolve(name)) && !Files.readString(folder.resolve(name)).isBlank();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String made() throws SQLException {
        try (Connection connection = database.connect()) {
            return Told.cell(connection, "SELECT count(*) FROM made");
        }
    }

    private Runs runs() {
        return new Runs(folder, database.url());
    }
}
