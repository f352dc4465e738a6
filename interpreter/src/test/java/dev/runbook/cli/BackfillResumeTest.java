package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.crash.Victim;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backfill whose process dies in the middle: each row is changed once, though nothing in the table tells which are done.
@RealPostgres
class BackfillResumeTest {
    private static final String RUNBOOK = """
            runbook: cut-off
            steps:
              - id: fill
                name: Count every row
                backfill:
                  table: t
                  set: n = n + 1
                  batch: 2
                  throttle:
                    sql: SELECT (SELECT sum(n) >= 6 FROM t) AND EXISTS (SELECT FROM hold)
                    wait_while: value
                rollback:
                  - sql: UPDATE t SET n = n - 1 WHERE n > 0
            """;

    private final TestDatabase database;
    private final Connection watcher;
    @TempDir
    private Path folder;

    BackfillResumeTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.watcher = database.connect();
    }

    @BeforeEach
    void aTable() throws SQLException {
        Told.execute(watcher, """
                CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0);
                INSERT INTO t SELECT generate_series(1, 12);
                CREATE TABLE hold (n int)""");
    }

    @AfterEach
    void close() throws SQLException {
        watcher.close();
    }

    @Test
    void itGoesOnBehindItsLastBatch() throws Exception {
        killedAfterThreeBatches();
        Victim killed = new Victim(folder, database.url());
        Victim.Ended resumed = killed.call("resume", String.valueOf(killed.lastRun()));
        assertThat(resumed.exit()).as(resumed.said()).isZero();
        assertThat(numbers()).isEqualTo("1");
        assertThat(Files
                .readString(folder.resolve("runs").resolve(String.valueOf(killed.lastRun())).resolve("journal.jsonl")))
                .contains("\"affected\":12,\"batches\":6,\"last_key\":12");
    }

    @Test
    void itIsTakenBackAsFarAsItCame() throws Exception {
        killedAfterThreeBatches();
        Victim killed = new Victim(folder, database.url());
        Victim.Ended back = killed.call("rollback", String.valueOf(killed.lastRun()));
        assertThat(back.exit()).as(back.said()).isZero();
        assertThat(back.said()).contains("the run was cut off in the middle of it: 6 rows in 3 batches");
        assertThat(numbers()).isEqualTo("0");
    }

    /// Whichever line of the journal was the last one.
    @Test
    void itDoesNotMatterWhereItWasCutOff() throws Exception {
        Victim killed = new Victim(folder, database.url());
        Victim.Ended result = killed.dyingAt(40, "run", written());
        if (result.killed()) {
            result = killed.dyingAt(40, "resume", String.valueOf(killed.lastRun()));
        }
        if (result.killed()) {
            result = killed.call("resume", String.valueOf(killed.lastRun()));
        }
        assertThat(result.exit()).as(result.said()).isZero();
        assertThat(numbers()).isEqualTo("1");
    }

    private void killedAfterThreeBatches() throws Exception {
        Told.execute(watcher, "INSERT INTO hold VALUES (1)");
        try (Interpreter run = Interpreter.start(folder, "run", written(), "--target", database.url(), "--run-dir",
                folder.toString())) {
            Told.await(watcher, "SELECT sum(n) = 6 FROM t");
            run.kill();
        }
        Told.execute(watcher, "DELETE FROM hold");
    }

    private String written() throws IOException {
        return Files.writeString(folder.resolve("runbook.yaml"), RUNBOOK).toString();
    }

    private String numbers() throws SQLException {
        return Told.cell(watcher, "SELECT string_agg(DISTINCT n || '', ',') FROM t");
    }
}
