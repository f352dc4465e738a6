package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.Contention;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is watched beside a step, a group or a run is shown, drawn, and can stop what is at work.
@RealPostgres
@Timeout(180)
class WatchTest {
    @TempDir
    private Path folder;

    @Test
    void samplesAreKeptDrawnAndWarnOf(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            others.sits("setup", "CREATE TABLE progress (done int)", "INSERT INTO progress VALUES (0)");
            Cli.Result result = run(database, """
                    runbook: watch
                    steps:
                      - name: Work
                        shell: |
                          for i in 1 2 3 4 5 6; do
                            psql -qc "UPDATE progress SET done = $i"
                            [ $i = 3 ] || [ $i = 6 ] && sleep 4 # the two that must have been seen
                          done
                        watch:
                          done: {sql: "SELECT done FROM progress", every: 100ms, warn_if: value >= 3}
                          rows: {shell: 'psql -Atc "SELECT done + 100 FROM progress"', every: 100ms}
                          broken: {sql: SELECT nobody FROM progress, every: 100ms}
                    """);
            assertThat(result.exit()).as(result.out()).isZero();
            assertThat(result.out()).contains("! Work", "~ watch done: 3 after", "(warn_if: value >= 3)",
                    "watch done: expected not value >= 3, found 3 after",
                    "watch broken: no sample:", "watch broken: expected samples, found none: ");
            assertThat(report("report.md")).containsPattern("done: `[▁-█]+` \\d+ samples, from \\d to 6, at last 6")
                    .containsPattern("rows: `[▁-█]+` \\d+ samples, from 10\\d to 106, at last 106");
            assertThat(report("report.html")).contains("<svg class=\"plot\"")
                    .containsPattern("<polyline points=\"\\d+,100 ");
            assertThat(report("journal.jsonl")).contains("\"label\":\"done\",\"points\":[[");
        }
    }

    @Test
    void whatPassesItsLimitStopsTheStatementAtWork(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            others.sits("waiting room");
            Cli.Result result = run(database, """
                    runbook: abort
                    steps:
                      - name: Phase
                        watch:
                          visitors:
                            sql: SELECT count(*) FROM pg_stat_activity WHERE application_name = :'name'
                            vars: {name: waiting room}
                            every: 100ms
                            abort_if: value > 0
                        steps:
                          - name: Long work
                            sql: SELECT pg_sleep(600)
                    """);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("stopped by its guard: watch visitors: value > 0",
                    "Concerned: 1 after");
        }
    }

    @Test
    void aLogIsFollowedAndEndsTheWait(TestDatabase database) throws Exception {
        Path log = Files.writeString(folder.resolve("app.log"), "started\n");
        Cli.Result result = run(database, """
                runbook: log
                steps:
                  - name: Phase
                    watch:
                      errors:
                        description: What the application says about the database
                        shell: tail -n +1 -f "$LOG" | grep --line-buffered -i "database\\|constraint\\|foreign\\|index"
                        env: {LOG: "%1$s"}
                        every: 200ms
                        abort_if: lines > 0 && stdout.contains("foreign")
                    steps:
                      - name: Break it
                        shell: echo 'violates foreign key' >> "$LOG"
                        env: {LOG: "%1$s"}
                      - name: Watch for a while
                        pause: 10m
                """.formatted(log));
        assertThat(result.exit()).as(result.out()).isEqualTo(1);
        assertThat(result.out()).contains("✗ Watch for a while", "stopped by its guard: watch errors: lines > 0",
                "violates foreign key after");
    }

    @Test
    void theWholeRunCanBeWatched(TestDatabase database) throws Exception {
        Cli.Result result = run(database, """
                runbook: whole
                defaults:
                  env: {WORD: everywhere}
                watch:
                  sessions: {sql: "SELECT count(*) FROM pg_stat_activity", every: 100ms, warn_if: value > 0}
                  words: {shell: 'echo "$WORD $OWN"', env: {OWN: here}, every: 100ms, warn_if: value == "everywhere here"}
                steps:
                  - name: First
                    sql: SELECT pg_sleep(1)
                """);
        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out()).contains("! Watched during the whole run");
        assertThat(report("report.md")).contains("Watched during the whole run", "everywhere here")
                .containsPattern("sessions: `[▁-█]+`");
    }

    /// A journal that cannot be written ends the run by an exception. The script would outlive it: nothing that it writes to
    /// is closed when the run is gone.
    @Test
    void noSamplerOutlivesARunThatEndsInAnException(TestDatabase database) throws Exception {
        Path log = Files.writeString(folder.resolve("followed.log"), "started\n");
        Path file = Files.writeString(folder.resolve("runbook.yaml"), """
                runbook: full
                watch:
                  log:
                    shell: echo > "$LOG.begun"; exec tail -n +1 -f "$LOG" > /dev/null
                    env: {LOG: "%1$s"}
                steps:
                  - shell: until [ -e "%1$s.begun" ]; do sleep 0.1; done
                    timeout: 1m
                  - for_each: [%2$s]
                    sql: SELECT :n
                    vars: {n: "${{ item }}"}
                """.formatted(log, IntStream.rangeClosed(1, 400).mapToObj(String::valueOf)
                .collect(Collectors.joining(", "))));
        try (Interpreter limited = Interpreter.start(folder,
                List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"), "run", file.toString(), "--target",
                database.url(), "--run-dir", folder.toString())) {
            assertThat(limited.exit()).as(limited.output()).isNotZero();
            assertThat(limited.output()).contains("the journal cannot be written");
        }
        assertThat(Path.of(log + ".begun")).exists();
        Contention.await("nobody follows the log any more", () -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(log.toString())));
    }

    private Cli.Result run(TestDatabase database, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), runbook);
        return Cli.withoutTarget().call("run", file.toString(), "--target", database.url(), "--run-dir",
                folder.resolve("runs").toString());
    }

    private String report(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return Files.readString(files.filter(f -> f.endsWith(name)).findFirst().orElseThrow());
        }
    }
}
