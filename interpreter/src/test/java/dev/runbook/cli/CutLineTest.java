package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.LocalServer;
import dev.runbook.database.Session;
import dev.runbook.testing.CuttingProxy;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line is cut in a statement that is a transaction of its own, and the interpreter lives on: it asks at once what the
/// statement has left, and `resume` goes on from there.
@RealPostgres
class CutLineTest {
    private final TestDatabase database;
    private final Connection watcher;

    @TempDir
    Path folder;

    CutLineTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.watcher = database.connect();
    }

    @BeforeEach
    void aTable() throws SQLException {
        Told.execute(watcher, "CREATE TABLE t (a int, b int)");
    }

    @AfterEach
    void close() throws SQLException {
        watcher.close();
    }

    @Test
    void anIndexThatIsHalfBuiltIsBuilt() throws Exception {
        goesOnAfterACut("t", "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON t (b)",
                "statement 2 (CREATE INDEX ix) is half done: public.ix is there and invalid, and was not there before.");
        assertThat(Told.cell(watcher, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass"))
                .isEqualTo("t");
    }

    /// The server is gone and stays gone: the run says that nobody knows, and undoes nothing.
    @Test
    void aServerThatIsNotThereAnyMoreIsNoAnswer() throws Exception {
        try (LocalServer server = LocalServer.start("fsync=off")) {
            try (Session session = server.session()) {
                session.execute("CREATE TABLE t (a int, b int)");
            }
            Path file = Files.writeString(folder.resolve("r.yaml"), """
                    runbook: gone
                    title: A server that goes away
                    steps:
                      - id: rows
                        name: Write rows
                        transaction: never
                        sql: INSERT INTO t SELECT 2, 2 FROM pg_sleep(600)
                        rollback: [{sql: DELETE FROM t}]
                    """);
            CompletableFuture<Cli.Result> run = CompletableFuture.supplyAsync(() -> Cli.withoutTarget().call("run",
                    file.toString(), "--target", "postgresql://postgres:secret@127.0.0.1:" + server.port()
                            + "/postgres",
                    "--run-dir", folder.toString()));
            try (Session session = server.session()) {
                Interpreter.awaited("the statement runs", () -> String.valueOf(session.execute("SELECT count(*) FROM"
                        + " pg_stat_activity WHERE query LIKE 'INSERT INTO t SELECT 2%'").rows()).contains("[[1]]"));
            }
            server.stop("immediate");
            Cli.Result result = run.get(120, TimeUnit.SECONDS);
            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
            assertThat(result.out()).contains("Whether the statement took effect is not known: statement 1 (INSERT): ",
                    "It is NOT KNOWN whether this took effect: Write rows (rows)")
                    .containsOnlyOnce("Not read of the catalog").doesNotContain("Rolling back");
        }
    }

    @Test
    void anIndexThatIsHalfDroppedIsDropped() throws Exception {
        Told.execute(watcher, "CREATE INDEX old ON t (b)");
        goesOnAfterACut("t", "DROP INDEX CONCURRENTLY old", "statement 2 (DROP INDEX old) is half done: public.old is"
                + " invalid, and was valid before it.");
        assertThat(Told.cell(watcher, "SELECT to_regclass('old')")).isEqualTo("null");
    }

    @Test
    void anIndexThatIsHalfRebuiltIsRebuilt() throws Exception {
        Told.execute(watcher, "CREATE INDEX old ON t (b)");
        goesOnAfterACut("t", "REINDEX INDEX CONCURRENTLY old",
                "statement 2 (REINDEX old) is half done: public.old_ccnew"
                        + " is invalid, and was not before it.");
        assertThat(Told.cell(watcher, "SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ',') FROM pg_index"
                + " WHERE indrelid = 't'::regclass")).isEqualTo("old true");
    }

    @Test
    void aPartitionThatIsHalfDetachedIsDetached() throws Exception {
        Told.execute(watcher, "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES"
                + " FROM (0) TO (10)");
        goesOnAfterACut("p", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", "statement 2 (ALTER TABLE p1) is half"
                + " done: public.p1 is being detached, which wants FINALIZE, and was not before it.");
        assertThat(Told.cell(watcher, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'p'::regclass"))
                .isEqualTo("0");
    }

    /// The statement waits for somebody who reads the table, and its line is cut.
    private void goesOnAfterACut(String table, String statement, String said) throws Exception {
        Cli.Result cut = cutWhileItWaits("SELECT * FROM " + table, """
                runbook: half
                title: Half done
                steps:
                  - id: half
                    name: Half of it
                    transaction: never
                    sql: |
                      INSERT INTO t VALUES (1, 2);
                      %s;
                      INSERT INTO t VALUES (3, 4);
                """.formatted(statement));
        assertThat(cut.exit()).as(cut.out() + cut.err()).isEqualTo(3);
        assertThat(cut.out()).contains(said).doesNotContain("NOT KNOWN");
        Cli.Result resumed = runs().call("resume", runs().last(), "--wait", "60s");
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(Told.cell(watcher, "SELECT string_agg(a || '', ' ' ORDER BY a) FROM t")).isEqualTo("1 3");
    }

    private Cli.Result cutWhileItWaits(String reading, String runbook) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.idle(database); Connection reader = database.connect()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Told.execute(reader, reading);
            CompletableFuture<Cli.Result> run = CompletableFuture.supplyAsync(() -> runs().on(proxy.url(database))
                    .run(runbook, "--on-failure", "stop"));
            Told.await(watcher, "SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'virtualxid' AND NOT granted");
            proxy.cutAll();
            Cli.Result result = run.get(120, TimeUnit.SECONDS);
            reader.rollback();
            return result;
        }
    }

    private Runs runs() {
        return new Runs(folder, database.url());
    }
}
