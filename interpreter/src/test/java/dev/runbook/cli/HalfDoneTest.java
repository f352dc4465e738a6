package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.crash.Victim;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts whose statements are transactions of their own, cut off or refused in the middle: what is done is not done
/// again, what is half done is mended, and what nobody knows is asked.
@RealPostgres
class HalfDoneTest {
    /// Its third statement waits for whoever has an older snapshot.
    private static final String INDEXES = """
            runbook: indexes
            title: Indexes without locks
            steps:
              - id: build
                name: Build the index
                transaction: never
                sql: |
                  INSERT INTO t VALUES (1, 2);
                  ALTER TABLE t ADD COLUMN c int;
                  CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON t (b);
                  INSERT INTO t VALUES (3, 4);
                expect: {affected: 2}
                rollback:
                  - sql: DROP INDEX CONCURRENTLY IF EXISTS ix
                    transaction: never
                  - sql: ALTER TABLE t DROP COLUMN c
                  - sql: DELETE FROM t
            success:
              - name: The index is valid
                sql: SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass
                expect: {value: true}
            """;

    private final TestDatabase database;
    private final Connection watcher;

    @TempDir
    Path folder;

    HalfDoneTest(TestDatabase database) throws SQLException {
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
    void killedWhileAnIndexIsBuiltItGoesOnThere() throws Exception {
        killedWhileTheIndexIsBuilt(INDEXES);
        assertThat(Told.cell(watcher, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass"))
                .isEqualTo("f");
        Cli.Result resumed = runs().call("resume", runs().last());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(Told.cell(watcher, "SELECT string_agg(a || '', ' ' ORDER BY a) FROM t")).isEqualTo("1 3");
        assertThat(runs().report()).contains(
                "statement 3 (CREATE INDEX ix): public.ix is there and invalid, and was not there"
                        + " before",
                "done first: DROP INDEX CONCURRENTLY \"public\".\"ix\"",
                "not done again: statements 1 to 2");
    }

    /// What its first statement has returned can't be asked for again, and is used by a later step.
    @Test
    void whatADoneStatementReturnedIsNotLost() throws Exception {
        killedWhileTheIndexIsBuilt("""
                runbook: returning
                steps:
                  - id: build
                    transaction: never
                    sql: |
                      INSERT INTO t VALUES (1, 2), (3, NULL) RETURNING a, b;
                      CREATE INDEX CONCURRENTLY ix ON t (b);
                    expect: {records: [{a: 1, b: 2}, {a: 3, b: null}]}
                  - assert: ["steps.build.records[0].b == 2", steps.build.rows == 2]
                """);
        Cli.Result resumed = runs().call("resume", runs().last());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(Told.cell(watcher, "SELECT count(*) FROM t")).isEqualTo("2");
        assertThat(runs().report()).contains("| 1 | 2 |", "not done again: statement 1");
    }

    @Test
    void killedWhileAnIndexIsBuiltItIsUndone() throws Exception {
        killedWhileTheIndexIsBuilt(INDEXES);
        Cli.Result undone = runs().call("rollback", runs().last());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        assertThat(undone.out()).contains("done of its script: statements 1 to 2");
        assertThat(Told.cell(watcher, "SELECT to_regclass('ix') IS NULL AND NOT EXISTS (SELECT FROM t)"
                + " AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c')"))
                .isEqualTo("t");
    }

    /// Killed again at each of its steps, it still does nothing twice.
    @Test
    void killedAgainAndAgainNothingIsDoneTwice() throws Exception {
        killedWhileTheIndexIsBuilt(INDEXES.replace("INSERT INTO t VALUES (3, 4)", "ALTER TABLE t ADD COLUMN d int")
                .replace("affected: 2", "affected: 1"));
        Victim victim = new Victim(folder, database.url());
        Victim.Ended result = victim.dyingAt(Set.of("after Effect mend"), "resume", runs().last());
        assertThat(result.killed()).as(result.said()).isTrue();
        for (int point = 30; result.killed(); point += 30) {
            result = victim.dyingAt(point, "resume", runs().last());
        }
        assertThat(result.exit()).as(result.said()).isZero();
        assertThat(Told.cell(watcher, "SELECT count(*) || ' ' || count(d) FROM t")).isEqualTo("1 0");
    }

    @Test
    void aStatementThatWasRefusedIsTriedAgainInItsPlace() throws Exception {
        String runbook = INDEXES.replace("CREATE INDEX CONCURRENTLY IF NOT EXISTS", "CREATE UNIQUE INDEX CONCURRENTLY")
                .replace("(1, 2)", "(1, 2), (1, 2)").replace("affected: 2", "affected: 3");
        Cli.Result stopped = runs().run(runbook, "--on-failure", "stop");
        assertThat(stopped.exit()).as(stopped.out() + stopped.err()).isEqualTo(3);
        assertThat(runs().report()).contains("left half done",
                "public.ix is there and invalid, and was not there before");
        Told.execute(watcher, "DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t)");
        Cli.Result resumed = runs().call("resume", runs().last());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(Told.cell(watcher, "SELECT string_agg(a || '', ' ' ORDER BY a) FROM t")).isEqualTo("1 3");
    }

    @Test
    void theOperatorsRetryGoesOnThereToo() throws Exception {
        Path file = Files.writeString(folder.resolve("r.yaml"), INDEXES.replace("INSERT INTO t VALUES (3, 4)",
                "INSERT INTO missing VALUES (3, 4)"));
        StringReader keys = new StringReader("retry\nstop\n");
        Cli.Result result = Cli.withoutTarget().typing(keys, "run", file.toString(), "--target", database.url(),
                "--run-dir", folder.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(5);
        assertThat(Told.cell(watcher, "SELECT count(*) FROM t")).isEqualTo("1");
        assertThat(runs().report()).contains("not done again: statements 1 to 3");
    }

    @Test
    void whatWasRefusedAtOnceLeftNothingAndIsNotUndone() throws Exception {
        Cli.Result result = runs().run("""
                runbook: nothing
                title: A first statement that is refused
                steps:
                  - id: ix
                    transaction: never
                    sql: CREATE INDEX CONCURRENTLY ix ON t (missing)
                    rollback:
                      - sql: DROP INDEX CONCURRENTLY ix
                        transaction: never
                """);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("FAILED").doesNotContain("NOT everything");
    }

    @Test
    void anInvalidIndexOfSomebodyElseIsNoProofAndIsLeftAlone() throws Exception {
        Told.execute(watcher, "CREATE INDEX ix ON t (b)");
        Told.execute(watcher, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix'::regclass");
        Cli.Result result = runs().run(INDEXES, "--on-failure", "stop");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.out()).contains("the index public.ix is there, and invalid",
                "IF NOT EXISTS would pass over it");
        assertThat(Told.cell(watcher, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass"))
                .isEqualTo("f");
    }

    @Test
    void aStatementThatNoCatalogTellsOfIsAskedAboutByItself() throws Exception {
        try (Interpreter run = runs().started("""
                runbook: rows
                title: Rows
                steps:
                  - id: rows
                    name: Write rows
                    transaction: never
                    sql: |
                      INSERT INTO t VALUES (1, 1);
                      INSERT INTO t SELECT 2, 2 FROM pg_sleep(600);
                      INSERT INTO t VALUES (3, 3);
                """)) {
            Told.await(watcher,
                    "SELECT count(*) = 1 FROM pg_stat_activity WHERE query LIKE 'INSERT%pg_sleep%' AND state ="
                            + " 'active'");
            run.kill();
        }
        Told.execute(watcher, "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE query LIKE"
                + " 'INSERT%pg_sleep%' AND state = 'active'");
        Cli.Result asked = runs().call("resume", runs().last());
        assertThat(asked.exit()).as(asked.out() + asked.err()).isEqualTo(3);
        assertThat(asked.out()).contains("statement 2 (INSERT)", "those before it are done", "--resolve rows=done");
        Cli.Result resumed = runs().call("resume", runs().last(), "--resolve", "rows=done");
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(Told.cell(watcher, "SELECT string_agg(a || '', ' ' ORDER BY a) FROM t")).isEqualTo("1 3");
    }

    private void killedWhileTheIndexIsBuilt(String runbook) throws Exception {
        try (Connection reader = database.connect()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Told.execute(reader, "SELECT 1");
            try (Interpreter run = runs().started(runbook)) {
                // The index waits for the reader, whose snapshot is older than it.
                Told.await(watcher, "SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'virtualxid' AND NOT granted");
                run.kill();
            }
            Told.execute(watcher, "SELECT pg_terminate_backend(pid, 30000) FROM pg_locks WHERE locktype = 'virtualxid'"
                    + " AND NOT granted");
            reader.rollback();
        }
    }

    private Runs runs() {
        return new Runs(folder, database.url());
    }
}
