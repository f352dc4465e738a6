package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.CuttingProxy;
import dev.runbook.testing.CuttingProxy.Cut;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A group that is one transaction: when its connection ends in its COMMIT, its steps are in effect all or none, and it
/// is said which.
@RealPostgres
class GroupTransactionTest {
    private static final String RUNBOOK = """
            runbook: together
            title: Two rows
            steps:
              - id: both
                name: Both rows
                transaction: always
                steps:
                  - id: one
                    name: The first row
                    sql: INSERT INTO t VALUES (1)
                    rollback: [{sql: DELETE FROM t WHERE a = 1}]
                  - id: two
                    name: The second row
                    sql: INSERT INTO t VALUES (2)
                    rollback: [{sql: DELETE FROM t WHERE a = 2}]
            """;

    @TempDir
    Path folder;

    @Test
    void aCommitWhoseAnswerWasLostIsFoundAndItsStepsCanBeUndone(TestDatabase database) throws Exception {
        Cli.Result result = cut(database, Cut.BEFORE_THE_CLIENT_HEARS_OF_IT);
        assertThat(rows(database)).as(result.out() + result.err()).isEqualTo(2);
        assertThat(journal()).contains("\"event\":\"performed\",\"step\":{\"key\":\"both\"");
        Cli.Result undone = Cli.withoutTarget().call("rollback", run(), "--run-dir", folder.toString(), "--target",
                database.url());
        assertThat(undone.out()).contains("The second row: undone", "The first row: undone");
        assertThat(rows(database)).isZero();
    }

    @Test
    void aCommitThatNeverArrivedLeavesNothingOfAnyStep(TestDatabase database) throws Exception {
        Cli.Result result = cut(database, Cut.BEFORE_THE_SERVER_GETS_IT);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("the connection ended in COMMIT, and the transaction was rolled back",
                "The first row: not in effect", "The second row: not in effect",
                "nothing is in effect of The first row, The second row").doesNotContain("undone\n");
        assertThat(rows(database)).isZero();
    }

    /// The table is locked until the journal tells of a first try.
    @Test
    void aLockThatDoesNotComeIsTriedAgainWithTheWholeGroup(TestDatabase database) throws Exception {
        execute(database, "CREATE TABLE t (a int); CREATE TABLE u (a int)");
        String runbook = """
                runbook: waiting
                title: A lock is waited for
                steps:
                  - name: Together
                    transaction: always
                    lock: {timeout: 100ms}
                    retry: {times: 1000, delay: 100ms, sqlstate: 55P03}
                    steps:
                      - {name: A row, sql: INSERT INTO t VALUES (1), rollback: [{sql: DELETE FROM t}]}
                      - {name: Another table, sql: LOCK TABLE u, rollback: [{sql: SELECT 1}]}
                """;
        try (Connection other = database.connect(); Statement holds = other.createStatement()) {
            other.setAutoCommit(false);
            holds.execute("LOCK TABLE u");
            CompletableFuture<Void> tried = CompletableFuture.runAsync(() -> {
                awaitInJournal("\"event\":\"tried\"");
                letGo(other);
            });
            Cli.Result result = call(runbook, database.url());
            tried.get(1, TimeUnit.MINUTES);
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @Test
    void whatAFileHasSetIsForgottenBeforeTheNextStepOfTheGroup(TestDatabase database) throws Exception {
        Files.writeString(folder.resolve("dump2.sql"), "SET work_mem = '9MB';");
        Files.writeString(folder.resolve("dump.sql"), """
                SELECT pg_catalog.set_config('search_path', '', false);
                SET work_mem = '7MB';
                CREATE TABLE public.t (a int);
                """);
        Cli.Result result = call("""
                runbook: poison
                title: A file with settings
                connections: {main: {settings: {work_mem: 5MB}}}
                steps:
                  - name: Together
                    transaction: always
                    steps:
                      - name: A dump
                        sql_file: dump.sql
                        verify: [{sql: SHOW work_mem, expect: {value: 7MB}}]
                      - name: A row
                        sql: INSERT INTO t VALUES (1)
                      - name: The connection's own
                        sql: SHOW work_mem
                        expect: {value: 5MB}
                      - name: Settings that are wanted
                        sql_file: dump2.sql
                        session: keep
                      - name: Still there
                        sql: SHOW work_mem
                        expect: {value: 9MB}
                """, database.url());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(rows(database)).isEqualTo(1);
    }

    @Test
    void sqlThatEndsTheTransactionInDisguiseIsNotSent(TestDatabase database) throws Exception {
        execute(database, "CREATE TABLE t (a int)");
        Cli.Result result = call("""
                runbook: disguise
                title: A COMMIT that nobody saw coming
                steps:
                  - name: Together
                    transaction: always
                    steps:
                      - {name: A row, sql: INSERT INTO t VALUES (1)}
                      - name: Its end
                        sql: SELECT 'COMMIT' \\gexec
                """, database.url());
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("it would begin or end a transaction inside of one that is not its own");
        assertThat(rows(database)).isZero();
    }

    private Cli.Result cut(TestDatabase database, Cut where) throws Exception {
        execute(database, "CREATE TABLE t (a int)");
        try (CuttingProxy proxy = CuttingProxy.to(database, where)) {
            Cli.Result result = call(RUNBOOK, proxy.url(database));
            assertThat(proxy.hasCut()).isTrue();
            return result;
        }
    }

    private Cli.Result call(String runbook, String target) throws IOException {
        Path file = Files.writeString(folder.resolve("together.yaml"), runbook);
        return Cli.withoutTarget().call("run", file.toString(), "--target", target, "--run-dir", folder.toString());
    }

    private String run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().toList().getLast().getFileName().toString();
        }
    }

    private String journal() throws IOException {
        Path journal = folder.resolve("runs").resolve(run()).resolve("journal.jsonl");
        return Files.exists(journal) ? Files.readString(journal) : "";
    }

    private boolean hasBegun() throws IOException {
        Path runs = folder.resolve("runs");
        if (!Files.exists(runs)) {
            return false;
        }
        try (Stream<Path> found = Files.list(runs)) {
            return found.anyMatch(Files::isDirectory);
        }
    }

    private void awaitInJournal(String event) {
        try {
            for (int i = 0; i < 600; i++) {
                if (hasBegun() && journal().contains(event)) {
                    return;
                }
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("no " + event);
    }

    private static void letGo(Connection other) {
        try {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int rows(TestDatabase database) throws SQLException {
        return count(database, "SELECT count(*) FROM t");
    }

    private static int count(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getInt(1);
        }
    }
}
