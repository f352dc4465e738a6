package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.LocalServer;
import dev.runbook.testing.CuttingProxy;
import dev.runbook.testing.CuttingProxy.Cut;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection that ends in COMMIT: whether the transaction was committed is found out and not guessed.
@RealPostgres
class CommitCutTest {
    private static final String ONE = """
            runbook: cut
            title: One row
            steps:
              - id: one
                name: Insert a row
                sql: INSERT INTO t VALUES (1)
                rollback: [{sql: DELETE FROM t}]
              - name: Look
                sql: SELECT count(*) FROM t
                expect: {value: 1}
            """;
    private static final String OF_ITS_OWN = """
            runbook: cut
            title: A transaction of the script's own
            steps:
              - id: one
                sql: |
                  BEGIN;
                  INSERT INTO t VALUES (1);
                  COMMIT;
                rollback: [{sql: DELETE FROM t}]
            """;

    @TempDir
    Path folder;

    @Test
    void aCommitWhoseAnswerWasLostIsFoundAndTheRunGoesOn(TestDatabase database) throws Exception {
        Cli.Result result = cut(database, ONE, Cut.BEFORE_THE_CLIENT_HEARS_OF_IT);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(rows(database)).isEqualTo(1);
        assertThat(new Runs(folder, "").journal()).contains("\"event\":\"performed\"", "says committed");
    }

    /// Whether the SETs stand in a step's own transaction, in a file's, or in that of a group.
    @ParameterizedTest
    @ValueSource(strings = {
            "sql: |\n      SET search_path = other, public; SET work_mem = '9MB'; SET LOCAL lock_timeout"
                    + " = '7s'; INSERT INTO t VALUES (1)\n    transaction: always\n",
            "sql: |\n      BEGIN; SET search_path = other, public; SET LOCAL lock_timeout = '7s';\n      SELECT set_config("
                    + "'work_mem', '9MB', false); INSERT INTO t VALUES (1); COMMIT;\n",
            "transaction: always\n    steps:\n    - sql: SET search_path = other, public; SET work_mem = '9MB'\n    - sql: INSERT"
                    + " INTO t VALUES (1); SET LOCAL lock_timeout = '7s'\n"})
    void whatWasSetIsSetAgainWhereTheConnectionEndsInItsCommit(String step, TestDatabase database) throws Exception {
        Cli.Result result = cut(database, """
                runbook: cut
                title: Settings and a row
                steps:
                  - name: Nothing was left before
                    sql: SHOW work_mem
                    expect: {value: {not: 9MB}}
                  - name: Set and insert
                    %s  - name: Look
                    sql: SELECT current_setting('search_path') AS path, current_setting('work_mem') AS mem,
                      current_setting('lock_timeout') AS lock
                    expect: {records: [{path: "other, public", mem: 9MB, lock: "0"}]}
                """.formatted(step), Cut.BEFORE_THE_CLIENT_HEARS_OF_IT);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(rows(database)).isEqualTo(1);
        assertThat(new Runs(folder, "").journal()).contains("\"work_mem\":\"9216\"");
    }

    @Test
    void aCommitThatNeverArrivedIsNotTakenForOne(TestDatabase database) throws Exception {
        Cli.Result result = cut(database, ONE, Cut.BEFORE_THE_SERVER_GETS_IT);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(rows(database)).isZero();
        assertThat(result.out()).contains("the connection ended in COMMIT, and the transaction was rolled back",
                "pg_xact_status(", "says aborted");
    }

    @Test
    void aCommitOfTheScriptsOwnIsFoundOutAboutToo(TestDatabase database) throws Exception {
        assertThat(cut(database, OF_ITS_OWN, Cut.BEFORE_THE_CLIENT_HEARS_OF_IT).exit()).isZero();
        assertThat(rows(database)).isEqualTo(1);
        Cli.Result lost = cut(database, OF_ITS_OWN, Cut.BEFORE_THE_SERVER_GETS_IT);
        assertThat(lost.exit()).as(lost.out() + lost.err()).isEqualTo(1);
        assertThat(lost.out()).contains("says aborted");
        assertThat(rows(database)).isEqualTo(1);
    }

    /// The server is gone, and stays gone for as long as is waited for it: nothing is undone, nothing is claimed.
    @Test
    void whatCannotBeFoundOutIsLeftAlone() throws Exception {
        try (LocalServer server = LocalServer.start("fsync=off");
                CuttingProxy proxy = new CuttingProxy("127.0.0.1", server.port(), Cut.BEFORE_THE_SERVER_GETS_IT,
                        () -> server.stop("immediate"))) {
            server.session("CREATE TABLE t (a int)").close();
            Cli.Result result = new Runs(folder,
                    "postgresql://postgres:secret@127.0.0.1:" + proxy.port() + "/postgres").run(ONE);
            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
            assertThat(result.out()).contains("Whether the transaction was committed is not known",
                    "It is NOT KNOWN whether this took effect: Insert a row (one)")
                    .doesNotContain("Rolling back");
        }
    }

    @Test
    void aDeferredTriggerThatFailsAtCommitIsAFailure(TestDatabase database) throws Exception {
        Cli.Result result = new Runs(folder, prepared(database, """
                CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF NEW.a > 1 THEN
                    SET CONSTRAINTS ALL DEFERRED;
                    INSERT INTO t VALUES (NEW.a - 1);
                  ELSE
                    RAISE EXCEPTION 'too late';
                  END IF;
                  RETURN NEW;
                END $$;
                CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                  FOR EACH ROW EXECUTE FUNCTION late()
                """)).run("""
                runbook: late
                title: A trigger that waits for the COMMIT
                steps:
                  - id: late
                    name: Insert a row
                    sql: INSERT INTO t VALUES (2)
                """);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("too late", "FAILED after");
        assertThat(new Runs(folder, "").journal()).contains("\"event\":\"performed\"");
        assertThat(rows(database)).isZero();
    }

    @Test
    void aStepThatOnlyReadsPaysNothing(TestDatabase database) throws Exception {
        Cli.Result result = new Runs(folder, prepared(database, "")).run("""
                runbook: reads
                title: Only looks
                steps:
                  - sql: SELECT count(*) FROM t
                  - {sql: SELECT count(*) FROM t, transaction: always}
                """);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(new Runs(folder, "").journal()).doesNotContain("performed", "\"transaction\"");
    }

    private Cli.Result cut(TestDatabase database, String runbook, Cut where) throws Exception {
        prepared(database, "");
        try (CuttingProxy proxy = CuttingProxy.to(database, where)) {
            Cli.Result result = new Runs(folder, proxy.url(database)).run(runbook);
            assertThat(proxy.hasCut()).isTrue();
            return result;
        }
    }

    private static String prepared(TestDatabase database, String more) throws SQLException {
        try (var connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS t (a int); " + more);
        }
        return database.url();
    }

    private static int rows(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
