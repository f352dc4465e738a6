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
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who waits for whom is seen while a step runs, through a queue as well, and stands in the report.
@RealPostgres
@Timeout(180)
class LocksTest {
    @TempDir
    private Path folder;

    @Test
    void aQueueIsSeenOnBothSides(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            Connection setup = others.sits("setup", "CREATE TABLE orders (id int)", "CREATE TABLE bills (id int)");
            others.goesOn(setup, "SELECT pg_advisory_lock(42)").join();
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: queue
                    steps:
                      - name: Rebuild
                        sql: |
                          ALTER TABLE orders ADD COLUMN number int;
                          SELECT pg_advisory_lock(42)
                        transaction: always
                        expect: {locks: {strongest: ACCESS EXCLUSIVE, blocked_for: "> 1ms"}}
                    """);
            others.awaitWaiting("runbook%", 1);
            CompletableFuture<String> reader = others.goesOn(others.sits("reader"), "SELECT * FROM orders");
            Connection clerk = others.sits("clerk", "BEGIN", "LOCK TABLE bills");
            CompletableFuture<String> writer = others.goesOn(clerk, "INSERT INTO orders VALUES (1)");
            others.awaitWaiting("clerk", 1);
            CompletableFuture<String> behind = others.goesOn(others.sits("behind"), "SELECT * FROM bills");
            Contention.awaitText(folder, "journal.jsonl", "application behind) in the queue for");
            others.goesOn(setup, "SELECT pg_advisory_unlock(42)").join();
            Cli.Result result = run.join();
            assertThat(result.out()).contains("waits for pid", "application setup), idle",
                    "makes 3 sessions wait", "application reader) for", ": SELECT * FROM orders", "✓ Rebuild");
            assertThat(result.exit()).isZero();
            others.goesOn(clerk, "COMMIT").join();
            assertThat(Stream.of(reader, writer, behind).map(CompletableFuture::join)).containsOnly("");
            assertThat(report()).contains("| orders | ACCESS EXCLUSIVE |", "read before COMMIT", "made wait:")
                    .containsPattern("application reader\\) \\| \\S+ \\| for this step \\| measured")
                    .containsPattern("application behind\\) \\| \\S+ \\| in the queue behind it \\| measured");
        }
    }

    @Test
    void whatWasMadeRenamedAndDroppedIsNamedRightly(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            others.sits("setup", "CREATE TABLE old_orders (id int)", "CREATE TABLE gone (id int)",
                    "CREATE TABLE read_only (id int)");
            Cli.Result result = run(database, """
                    runbook: names
                    steps:
                      - name: Tidy up
                        sql: |
                          ALTER TABLE old_orders RENAME TO orders;
                          DROP TABLE gone;
                          CREATE TABLE fresh AS SELECT * FROM read_only;
                          SET LOCAL search_path = ''
                        transaction: always
                        expect: {locks: {blocked_for: "< 1m"}}
                    """).join();
            assertThat(result.exit()).isZero();
            assertThat(report()).contains("| old_orders (now orders) | ACCESS EXCLUSIVE |",
                    "| gone (dropped) | ACCESS EXCLUSIVE |", "| fresh (new) |", "| read_only | ACCESS SHARE |")
                    .doesNotContain("pg_toast");
        }
    }

    @Test
    void aClaimThatDoesNotHoldRollsItsTransactionBack(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            others.sits("setup", "CREATE TABLE orders (id int)");
            Cli.Result result = run(database, """
                    runbook: claim
                    steps:
                      - name: Number them
                        sql: ALTER TABLE orders ADD COLUMN number int
                        expect: {locks: {strongest: SHARE UPDATE EXCLUSIVE, blocked_for: < 1m}}
                    """).join();
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("locks: expected at most SHARE UPDATE EXCLUSIVE, others blocked for < ",
                    "found ACCESS EXCLUSIVE, others blocked for 0ms (read before COMMIT)");
            others.awaitTrue("SELECT NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass"
                    + " AND attname = 'number')");
        }
    }

    @Test
    void theBackendsOfAScriptAreFoundByTheirNameOrTheirEndOfTheConnection() throws Exception {
        try (TestPostgres server = TestPostgres.with(Map.of());
                TestDatabase database = server.newDatabase();
                Contention others = new Contention(database)) {
            Connection setup = others.sits("setup", "CREATE TABLE orders (id int)", "SELECT pg_advisory_lock(42)");
            CompletableFuture<Cli.Result> run = run(database, """
                    runbook: script
                    steps:
                      - name: Migrate
                        shell: PGAPPNAME=alembic psql -c 'BEGIN; LOCK TABLE orders; SELECT pg_advisory_lock(42)'
                      - name: Migrate again
                        shell: psql -c 'BEGIN; LOCK TABLE orders; SELECT pg_advisory_lock(42)'
                    """);
            for (String found : new String[]{"Migrate", "Migrate again"}) {
                others.awaitWaiting(found.equals("Migrate") ? "alembic" : "runbook%", 1);
                CompletableFuture<String> reader = others.goesOn(others.sits("reader"), "SELECT * FROM orders");
                Contention.awaitText(folder, "journal.jsonl",
                        "\"name\":\"" + found + "\",\"kind\":\"shell\"},\"lines\":[\"waits for");
                Contention.awaitText(folder, "journal.jsonl", "application reader) for");
                others.goesOn(setup, "SELECT pg_advisory_unlock(42)").join();
                assertThat(reader.join()).isEmpty();
                others.goesOn(setup, "SELECT pg_advisory_lock(42)").join();
            }
            others.goesOn(setup, "SELECT pg_advisory_unlock(42)").join();
            assertThat(run.join().exit()).isZero();
            assertThat(report()).contains("| orders | ACCESS EXCLUSIVE |", "sampled every 1s");
        }
    }

    private CompletableFuture<Cli.Result> run(TestDatabase database, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), runbook);
        return CompletableFuture.supplyAsync(() -> Cli.withoutTarget().call("run", file.toString(), "--target",
                database.url(), "--run-dir", folder.resolve("runs").toString()),
                task -> Thread.ofPlatform().start(task));
    }

    private String report() throws IOException, SQLException {
        try (Stream<Path> files = Files.walk(folder)) {
            return Files.readString(files.filter(f -> f.endsWith("report.md")).findFirst().orElseThrow());
        }
    }
}
