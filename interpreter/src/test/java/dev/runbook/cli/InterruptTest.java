package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, SIGTERM and a closed terminal, in a real pseudo-terminal.
@RealPostgres
@EnabledIf("isPossible")
class InterruptTest {
    private static final String MADE = """
            runbook: stopped
            title: A run that is stopped
            steps:
              - id: made
                name: Make a table
                sql: CREATE TABLE made (id int)
                rollback:
                  - name: Drop it
                    sql: DROP TABLE made
            """;
    private static final String SLEEPS = MADE + """
              - id: sleeps
                name: Sleep in SQL
                sql: |
                  INSERT INTO made VALUES (1);
                  SELECT pg_sleep(600);
            """;

    @TempDir
    Path folder;

    static boolean isPossible() {
        return Pty.isPossible();
    }

    @Test
    void ctrlCStopsTheStatementAndAsksWhatNow(TestDatabase database) throws Exception {
        try (Pty pty = start(database, SLEEPS)) {
            awaitSleep(pty, database);
            pty.ctrlC();
            pty.awaitShown("stopped by the operator");
            pty.awaitShown("What now?");
            pty.type("rollback\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(1);
            assertThat(pty.screen()).contains("ROLLED BACK").doesNotContain("bug of runbook");
        }
        assertThat(journal()).contains("\"ending\":\"ROLLED_BACK\"", "stopped by the operator");
        assertThat(count(database, "SELECT count(*) FROM pg_class WHERE relname = 'made'")).isZero();
    }

    @Test
    void aStepThatWasStoppedCanBeTriedAgain(TestDatabase database) throws Exception {
        try (Pty pty = start(database, MADE + """
                  - name: Wait for a file
                    shell: until test -e arrived; do sleep 0.05; done
                  - name: Fill it
                    sql: INSERT INTO made VALUES (1)
                  - name: Wait for another one
                    shell: until test -e another; do sleep 0.05; done
                """)) {
            pty.awaitShown("Wait for a file");
            pty.ctrlC();
            pty.awaitShown("What now?");
            Files.createFile(folder.resolve("arrived"));
            pty.type("retry\r");
            pty.awaitShown("Wait for another one");
            pty.ctrlC();
            pty.awaitShown("\"Wait for another one\" failed");
            pty.type("stop\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(5);
        }
        assertThat(journal()).contains("\"ending\":\"STOPPED\"");
        assertThat(count(database, "SELECT count(*) FROM made")).isEqualTo(1);
    }

    @Test
    void aSecondCtrlCLeavesAtOnceAndTheJournalCanBeRead(TestDatabase database) throws Exception {
        try (Pty pty = start(database, MADE + """
                  - name: Does not listen
                    shell: trap '' INT TERM; echo deaf; for i in $(seq 300); do test -e never && break; sleep 0.1; done
                """)) {
            pty.awaitShown("deaf");
            pty.ctrlC();
            pty.awaitShown("A second interrupt leaves at once");
            pty.ctrlC();
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(5);
            assertThat(pty.screen()).contains("Left at once");
        }
        assertThat(journal()).contains("\"event\":\"effect\"").doesNotContain("run_finished");
        assertThat(Cli.withoutTarget().call("runs", "--run-dir", folder.toString()).out()).contains("INTERRUPTED");
        Files.createFile(folder.resolve("never"));
        Cli.Result resumed = takenUp(database, "resume", "--wait", "60s", "--resolve", "does-not-listen=not-done");
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.out()).contains("SUCCEEDED").doesNotContain("Make a table");
    }

    private Cli.Result takenUp(TestDatabase database, String verb, String... more) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            String run = runs.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString).sorted()
                    .reduce((_, last) -> last).orElseThrow();
            return Cli.withoutTarget().call(Stream.concat(Stream.of(verb, run, "--target", database.url(), "--run-dir",
                    folder.toString()), Stream.of(more)).toArray(String[]::new));
        }
    }

    @Test
    void ctrlCWhileItIsAskedLeavesEverythingAsItIs(TestDatabase database) throws Exception {
        try (Pty pty = start(database, MADE + """
                  - name: Fail
                    shell: exit 3
                """)) {
            pty.awaitShown("What now?");
            pty.ctrlC();
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(5);
        }
        assertThat(journal()).contains("\"ending\":\"STOPPED\"");
        assertThat(count(database, "SELECT count(*) FROM made")).isZero();
    }

    @Test
    void ctrlCEndsTheQuestionOfAStep(TestDatabase database) throws Exception {
        try (Pty pty = start(database, MADE + """
                  - id: sure
                    name: Sure?
                    confirm: The traffic is low
                """)) {
            pty.awaitShown("The traffic is low");
            pty.ctrlC();
            pty.awaitShown("What now?");
            pty.type("stop\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(5);
        }
    }

    @Test
    void sigtermAsksNobodyAndTheRunbookDecides(TestDatabase database) throws Exception {
        try (Pty pty = start(database, SLEEPS)) {
            awaitSleep(pty, database);
            pty.signal("TERM");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(1);
            assertThat(pty.screen()).contains("ROLLED BACK").doesNotContain("What now?");
        }
    }

    @Test
    void aClosedTerminalEndsTheRunInGoodOrder(TestDatabase database) throws Exception {
        try (Pty pty = start(database, SLEEPS)) {
            awaitSleep(pty, database);
            pty.closeTerminal();
            assertThat(pty.exit()).isEqualTo(1);
        }
        assertThat(journal()).contains("\"ending\":\"ROLLED_BACK\"");
        assertThat(count(database, "SELECT count(*) FROM pg_class WHERE relname = 'made'")).isZero();
    }

    private Pty start(TestDatabase database, String runbook) throws IOException {
        return Pty.run(folder, database, Files.writeString(folder.resolve("stopped.yaml"), runbook));
    }

    private static void awaitSleep(Pty pty, TestDatabase database) {
        pty.await("the statement runs", () -> count(database,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
                        + " AND query LIKE 'SELECT pg_sleep%'") == 1);
    }

    private String journal() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return Files.readString(runs.filter(Files::isDirectory).findFirst().orElseThrow()
                    .resolve("journal.jsonl"));
        }
    }

    private static int count(TestDatabase database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
