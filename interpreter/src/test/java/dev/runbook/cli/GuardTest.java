package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.Contention;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A guard stops a step whose limits are passed, and what the step would have held up goes on.
@RealPostgres
@Timeout(180)
class GuardTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE",
            "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"})
    void aStepBehindAnIdleTransactionGivesUpAndTheQueueIsFree(String mode, TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            Connection idle = others.sits("forgotten", "CREATE TABLE orders (id int)", "BEGIN",
                    "LOCK TABLE orders IN " + mode + " MODE");
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: waits
                    guard: {waiting: {longer_than: 500ms}, every: 200ms}
                    steps:
                      - name: Add the column
                        sql: ALTER TABLE orders ADD COLUMN number int
                    """);
            others.awaitWaiting("runbook%", 1);
            CompletableFuture<String> reader = others.goesOn(others.sits("reader"), "SELECT * FROM orders");
            Cli.Result result = run.join();
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("stopped by its guard: it waited for others for", "(limit 500ms)",
                    "application forgotten), idle in transaction for", "LOCK TABLE orders IN " + mode);
            if (!mode.equals("ACCESS EXCLUSIVE")) {
                assertThat(reader.join()).isEmpty();
            }
            others.goesOn(idle, "ROLLBACK").join();
            assertThat(reader.join()).isEmpty();
        }
    }

    @Test
    void aStepThatOthersWaitForTooLongIsRolledBack(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            others.sits("setup", "CREATE TABLE orders (id int)", "SELECT pg_advisory_lock(42)");
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: blocks
                    steps:
                      - name: Rebuild
                        guard: {blocking: {longer_than: 500ms}, every: 200ms}
                        sql: |
                          CREATE TABLE copy AS SELECT * FROM orders;
                          LOCK TABLE orders;
                          SELECT pg_advisory_lock(42)
                        transaction: always
                    """);
            others.awaitWaiting("runbook%", 1);
            assertThat(others.goesOn(others.sits("reader"), "SELECT * FROM orders").join()).isEmpty();
            Cli.Result result = run.join();
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("stopped by its guard: it made another session wait for",
                    "application reader) for", "No step that changes the database");
            others.awaitTrue("SELECT to_regclass('copy') IS NULL");
            assertThat(journal()).contains("\"code\":\"guard\"");
        }
    }

    @Test
    void aStoppedStepIsTriedAgainAsItsGuardSays(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            Connection idle = others.sits("forgotten", "CREATE TABLE orders (id int)", "BEGIN", "TABLE orders");
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: again
                    steps:
                      - name: Phase
                        guard: {waiting: {longer_than: 300ms}, every: 100ms, retry: {times: 500, delay: 100ms, backoff: 1}}
                        steps:
                          - name: Add the column
                            sql: ALTER TABLE orders ADD COLUMN number int
                    """);
            Contention.awaitText(folder, "journal.jsonl", "stopped by its guard");
            Connection reader = others.sits("reader");
            while (!journal().contains("makes 1 session wait")) {
                assertThat(others.goesOn(reader, "TABLE orders").join()).isEmpty();
            }
            others.goesOn(idle, "COMMIT").join();
            assertThat(run.join().exit()).isZero();
            Contention.awaitText(folder, "report.md", "made wait by earlier tries");
            others.awaitTrue("SELECT count(*) = 2 FROM pg_attribute WHERE attrelid = 'orders'::regclass"
                    + " AND attnum > 0");
        }
    }

    /// Its session is found by its port, so the server must see that as it is: no container's published port.
    @Test
    void whatAScriptDoesIsGuarded() throws Exception {
        try (TestPostgres server = TestPostgres.with(Map.of());
                TestDatabase database = server.newDatabase();
                Contention others = new Contention(database)) {
            others.sits("setup", "CREATE TABLE orders (id int)", "SELECT pg_advisory_lock(42)");
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: script
                    steps:
                      - name: Migrate
                        guard: {blocking: {sessions: 0}, every: 200ms}
                        env: {PGAPPNAME: alembic}
                        shell: |
                          psql -v ON_ERROR_STOP=1 -c "SET application_name = 'its own'" \\
                            -c 'BEGIN; LOCK TABLE orders; SELECT pg_advisory_lock(42)'
                    """);
            others.awaitWaiting("its own", 1);
            assertThat(others.goesOn(others.sits("reader"), "SELECT * FROM orders").join()).isEmpty();
            Cli.Result result = run.join();
            assertThat(result.out()).contains("stopped by its guard: it made 1 session wait (limit 0)",
                    "canceling statement due to user request");
            assertThat(result.exit()).isEqualTo(1);
        }
    }

    @Test
    void aScriptThatSitsInItsTransactionIsEnded(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            others.sits("setup", "CREATE TABLE orders (id int)");
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: sits
                    steps:
                      - name: Migrate
                        guard: {blocking: {longer_than: 200ms}, every: 100ms}
                        shell: |
                          (echo 'BEGIN; LOCK TABLE orders;'; sleep 600) | psql
                    """);
            others.awaitTrue("SELECT count(*) > 0 FROM pg_stat_activity WHERE state = 'idle in transaction'"
                    + " AND application_name LIKE 'runbook%: migrate'");
            assertThat(others.goesOn(others.sits("reader"), "SELECT * FROM orders").join()).isEmpty();
            Cli.Result result = run.join();
            assertThat(result.out()).contains("stopped by its guard: it made another session wait for");
        }
    }

    @Test
    void otherLimitsHoldToo(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            Connection busy = others.sits("report");
            CompletableFuture<String> query = others.goesOn(busy, "SELECT pg_sleep(600)");
            for (String limit : new String[]{"long_queries: 300ms", "connections: 1",
                    "sql: SELECT count(*) FROM pg_stat_activity WHERE application_name = 'report', abort_if: value > 0"}) {
                Cli.Result result = run(database, """
                        runbook: limits
                        steps:
                          - name: Long work
                            guard: {every: 200ms, %s}
                            sql: SELECT pg_sleep(600)
                        """.formatted(limit)).join();
                assertThat(result.exit()).isEqualTo(1);
                assertThat(result.out())
                        .containsPattern("stopped by its guard: (another query has been running for \\S+"
                                + " \\(limit 300ms\\)|the server has \\d+ connections \\(limit 1\\)|abort_if is true: value > 0)");
            }
            busy.abort(Runnable::run);
            query.join();
        }
    }

    private String journal() throws IOException {
        try (var files = Files.walk(folder)) {
            return Files.readString(files.filter(f -> f.endsWith("journal.jsonl")).findFirst().orElseThrow());
        }
    }

    private CompletableFuture<Cli.Result> run(TestDatabase database, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), runbook);
        return CompletableFuture.supplyAsync(() -> Cli.withoutTarget().call("run", file.toString(), "--target",
                database.url(), "--run-dir", folder.resolve("runs").toString()),
                task -> Thread.ofPlatform().start(task));
    }
}
