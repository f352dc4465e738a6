package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a backfill when something is in its way.
@RealPostgres
class BackfillStepTest {
    private static final String WAITS = "EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND query LIKE 'UPDATE t SET%')";

    private final TestDatabase database;
    private final Connection other;
    private final Connection watcher;
    @TempDir
    private Path folder;

    BackfillStepTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.other = database.connect();
        this.watcher = database.connect();
    }

    @BeforeEach
    void aTable() throws SQLException {
        Told.execute(watcher, "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)");
        Told.execute(watcher, "INSERT INTO t SELECT generate_series(1, 16)");
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        watcher.close();
    }

    @Test
    void whatIsTriedAgainGoesOnWhereItWas() throws Exception {
        Told.execute(watcher, """
                CREATE SEQUENCE tries;
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF nextval('tries') = 1 THEN RAISE EXCEPTION 'not yet'; END IF;
                  RETURN NEW; END $$;
                CREATE TRIGGER fail BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.id = 10) EXECUTE FUNCTION fail()""");
        Told told = Told.run(database, folder, """
                runbook: again
                steps:
                  - backfill: {table: t, set: n = n + 1, batch: 4}
                    retry: {times: 1, delay: 1ms}
                    expect: {affected: 16, that: [batches == 4]}
                """).exits(0);
        assertThat(Told.cell(watcher, "SELECT string_agg(DISTINCT n || '', ',') FROM t")).isEqualTo("1");
        assertThat(told.report()).contains("rows a second");
        Cli.Result stable = Cli.withoutTarget().call("report", new Runs(told.folder(), "").last(), "--stable",
                "--run-dir", told.folder().toString());
        assertThat(stable.out()).contains("16 rows").doesNotContain("rows a second");
        assertThat(told.journal().lines().filter(line -> line.contains("\"kind\":\"backfill\",\"token\"")))
                .as("each batch is announced with its transaction before its COMMIT").hasSize(4)
                .allMatch(line -> line.matches(".*\"token\":\\{\"transaction\":\"\\d+\".*"))
                .anyMatch(line -> line.contains("\"last_key\":[\"12\"]"));
    }

    @Test
    void aBatchThatMeetsALockIsTriedAgainSmaller() throws Exception {
        Told.execute(other, "UPDATE t SET n = n WHERE id = 7");
        CompletableFuture<Told> run = start("""
                runbook: smaller
                steps:
                  - backfill: {table: t, set: n = n + 1, batch: 8}
                    lock: {timeout: 300ms, retry: {times: 200, delay: 20ms, backoff: 1}}
                    expect: {affected: 16, that: [batches > 2]}
                """);
        Told.await(watcher, "SELECT count(*) = 6 FROM t WHERE n = 1");
        Told.await(watcher, "SELECT " + WAITS);
        other.rollback();
        run.get(90, TimeUnit.SECONDS).exits(0);
        assertThat(Told.cell(watcher, "SELECT string_agg(DISTINCT n || '', ',') FROM t")).isEqualTo("1");
    }

    @Test
    void aLockThatNeverComesIsGivenUpAndItsHolderNamed() throws Exception {
        Told.execute(other, "UPDATE t SET n = n WHERE id = 7");
        assertThat(Told.run(database, folder, """
                runbook: given-up
                steps:
                  - backfill: {table: t, set: n = n + 1, batch: 3}
                    lock: {timeout: 1s, retry: {times: 2, delay: 20ms}}
                    rollback:
                      - sql: UPDATE t SET n = 0 WHERE n = 1
                """).exits(1).console()).contains("55P03")
                .contains("batches committed before: 6 rows of t in 2 batches")
                .contains("the lock was held by: pid " + Told.cell(other, "SELECT pg_backend_pid()"));
    }

    @Test
    void itWaitsForAsLongAsItsQuerySays() throws Exception {
        Told.execute(watcher, "CREATE TABLE busy (n int); INSERT INTO busy VALUES (1)");
        CompletableFuture<Told> run = start("""
                runbook: throttled
                steps:
                  - backfill:
                      table: t
                      set: n = n + 1
                      throttle: {sql: SELECT count(*) FROM busy, wait_while: value > 0 && rows == 1}
                """);
        String asked = "FROM pg_stat_activity WHERE query = 'SELECT count(*) FROM busy' AND pid <> pg_backend_pid()";
        Told.await(watcher, "SELECT EXISTS (SELECT " + asked + ")");
        String first = Told.cell(watcher, "SELECT query_start " + asked);
        Told.await(watcher, "SELECT query_start <> '" + first + "' " + asked);
        assertThat(Told.cell(watcher, "SELECT sum(n) FROM t")).isEqualTo("0");
        Told.execute(watcher, "DELETE FROM busy");
        run.get(90, TimeUnit.SECONDS).exits(0);
        assertThat(Told.cell(watcher, "SELECT sum(n) FROM t")).isEqualTo("16");
    }

    private CompletableFuture<Told> start(String runbook) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Told.run(database, folder, runbook);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
