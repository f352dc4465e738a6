package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a step whose lock somebody else holds.
@RealPostgres
class LockStepTest {
    private static final String WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 't'::regclass)";

    private final TestDatabase database;
    private final Connection other;
    private final Connection watcher;
    @TempDir
    private Path folder;

    LockStepTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.other = DriverManager.getConnection(database.jdbcUrl() + "?ApplicationName=lunch", database.user(),
                database.password());
        this.watcher = database.connect();
    }

    @BeforeEach
    void somebodyIsInTheWay() throws SQLException {
        Told.execute(watcher, "CREATE TABLE t (a int)");
        other.setAutoCommit(false);
        Told.execute(other, "INSERT INTO t VALUES (1)");
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        watcher.close();
    }

    @Test
    void itGivesUpNamesWhoIsInTheWayAndLeavesNobodyWaiting() throws Exception {
        String told = Told.run(database, folder, """
                runbook: given-up
                steps:
                  - name: Add a column
                    sql: ALTER TABLE t ADD COLUMN b int
                    lock: {timeout: 400ms}
                """).exits(1).console();
        assertThat(told).contains("55P03").contains("the lock was held by: pid " + pid(other))
                .contains("lunch, idle in transaction, in a transaction for").contains("INSERT INTO t VALUES (1)");
        assertThat(Told.cell(watcher, WAITS)).isEqualTo("f");
    }

    @Test
    void itIsTriedAgainUntilTheLockComes() throws Exception {
        CompletableFuture<Told> run = start("""
                runbook: insisted
                steps:
                  - name: Add a column
                    sql: |
                      INSERT INTO t VALUES (2);
                      ALTER TABLE t ADD COLUMN b int
                    transaction: always
                    lock: {timeout: 400ms, retry: {times: 200, delay: 50ms, backoff: 1}}
                    expect: {affected: 1}
                """);
        oneTryFails();
        other.rollback();
        assertThat(run.get(90, TimeUnit.SECONDS).exits(0).report()).contains("waited for its lock")
                .contains("INSERT INTO t VALUES (1)");
        assertThat(Told.cell(watcher, "SELECT string_agg(a || '', ',') FROM t WHERE b IS NULL")).isEqualTo("2");
    }

    @Test
    void outsideOfATransactionOnlyTheStatementIsTriedAgain() throws Exception {
        CompletableFuture<Told> run = start("""
                runbook: statement
                steps:
                  - name: One by one
                    sql: |
                      INSERT INTO t VALUES (2);
                      ALTER TABLE t ADD COLUMN b int;
                      SHOW lock_timeout;
                    transaction: never
                    lock: {timeout: 400ms, retry: {times: 200, delay: 50ms, backoff: 1}}
                    expect: {value: 400ms}
                  - name: Its timeout is gone with it
                    sql: SHOW lock_timeout
                    expect: {value: "0"}
                """);
        oneTryFails();
        other.rollback();
        run.get(90, TimeUnit.SECONDS).exits(0);
        assertThat(Told.cell(watcher, "SELECT string_agg(a || '', ',') FROM t")).isEqualTo("2");
    }

    @Test
    void anyOtherErrorIsNotTriedAgain() throws IOException {
        Told told = Told.run(database, folder, """
                runbook: other
                steps:
                  - sql: ALTER TABLE nowhere ADD COLUMN b int
                    lock: {retry: {times: 5, delay: 5m}}
                """);
        assertThat(told.exits(1).console()).contains("42P01").doesNotContain("waited for its lock");
    }

    @Test
    void whoHasBeenInATransactionForLongIsToldBeforehand() throws Exception {
        Told.await(watcher,
                "SELECT clock_timestamp() - xact_start > interval '1100 ms' FROM pg_stat_activity WHERE pid = "
                        + pid(other));
        assertThat(Told.run(database, folder, """
                runbook: long
                steps:
                  - name: Add a column
                    sql: ALTER TABLE public."t" ADD COLUMN b int
                    lock: {timeout: 300ms}
                """).exits(1).console()).contains("in a long transaction before it began: pid " + pid(other));
    }

    @Test
    void anInvalidIndexThatIsLeftBehindIsNamedAndNotTriedOver() throws IOException {
        assertThat(Told.run(database, folder, """
                runbook: invalid
                steps:
                  - sql: CREATE INDEX CONCURRENTLY made ON t (a)
                    lock: {timeout: 300ms, retry: {times: 5, delay: 5m}}
                """).exits(3).console()).contains("55P03").contains("invalid: made.")
                .doesNotContain("already exists");
    }

    private CompletableFuture<Told> start(String runbook) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Told.run(database, folder, runbook);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void oneTryFails() throws SQLException, InterruptedException {
        Told.await(watcher, WAITS);
        Told.await(watcher, "SELECT NOT EXISTS (" + WAITS.substring("SELECT EXISTS (".length()));
    }

    private String pid(Connection connection) throws SQLException {
        return Told.cell(connection, "SELECT pg_backend_pid()");
    }
}
