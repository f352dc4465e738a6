package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.crash.Victim;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What IF NOT EXISTS has passed over was there before the run, and no rollback takes it.
@RealPostgres
class ThereBeforeTest {
    private static final String INDEX = """
            runbook: before
            title: An index
            steps:
              - id: index
                name: Make the index
                sql: CREATE INDEX IF NOT EXISTS ix ON t (a)
                rollback: [{sql: DROP INDEX ix}]
            """;
    private static final String BREAK = "  - sql: SELECT 1 / 0\n";
    private static final String MIXED = """
            runbook: before
            title: An index and a table
            steps:
              - id: both
                name: Make both
                sql: |
                  CREATE INDEX IF NOT EXISTS ix ON t (a);
                  CREATE TABLE IF NOT EXISTS fresh ();
                rollback: [{sql: DROP INDEX ix; DROP TABLE fresh}]
            """;

    private final Connection watcher;
    private final TestDatabase database;

    @TempDir
    Path folder;

    ThereBeforeTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.watcher = database.connect();
    }

    @BeforeEach
    void anIndex() throws SQLException {
        Told.execute(watcher, "CREATE TABLE t (a int, b int); CREATE INDEX ix ON t (a)");
    }

    @AfterEach
    void close() throws SQLException {
        watcher.close();
    }

    @Test
    void whatWasThereIsNotUndone() throws Exception {
        Cli.Result result = runs().run(INDEX + BREAK);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).doesNotContain("Rolling back");
        assertThat(index()).isEqualTo("ix");
        assertThat(runs().report()).contains("there before").contains("ix");
    }

    @Test
    void norOutsideOfATransaction() throws Exception {
        Cli.Result result = runs().run(INDEX.replace("sql: CREATE INDEX", "transaction: never\n    sql: CREATE INDEX"
                + " CONCURRENTLY") + BREAK);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(index()).isEqualTo("ix");
    }

    @Test
    void norAfterASuccess() throws Exception {
        assertThat(runs().run(INDEX).exit()).isZero();
        Cli.Result undone = runs().call("rollback", runs().last());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        assertThat(index()).isEqualTo("ix");
    }

    @Test
    void norAfterAKill() throws Exception {
        Victim.Ended killed = new Victim(folder, database.url()).dyingAt(Set.of("before StepFinished"), "run",
                runs().written(INDEX));
        assertThat(killed.killed()).as(killed.said()).isTrue();
        Cli.Result undone = runs().call("rollback", runs().last());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        assertThat(index()).isEqualTo("ix");
    }

    @Test
    void whatTheStepMadeItselfIsUndone() throws Exception {
        Told.execute(watcher, "DROP INDEX ix");
        assertThat(runs().run(INDEX + BREAK).exit()).isEqualTo(1);
        assertThat(index()).isEqualTo("null");
        Cli.Result twice = runs().run(INDEX.replace("sql: CREATE INDEX", "transaction: never\n    retry: {times: 1}\n"
                + "    expect: {that: 1 > 2}\n    sql: CREATE INDEX"));
        assertThat(twice.exit()).as(twice.out() + twice.err()).isEqualTo(1);
        assertThat(index()).isEqualTo("null");
    }

    @Test
    void aRollbackThatWouldTakeItTooWaitsForSomebodysWord() throws Exception {
        Cli.Result result = runs().run(MIXED + BREAK);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.out()).contains("Make both (both), whose rollback is not run without your word: it also names"
                + " what was there before: ix");
        assertThat(index()).isEqualTo("ix");
        assertThat(runs().call("rollback", runs().last()).exit()).isEqualTo(3);
        assertThat(index()).isEqualTo("ix");
        Cli.Result said = runs().call("rollback", runs().last(), "--resolve", "both=done");
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        assertThat(index()).isEqualTo("null");
    }

    @Test
    void aRollbackThatLeavesItWhereItIsIsRun() throws Exception {
        Cli.Result result = runs().run(MIXED.replace("DROP INDEX ix; DROP TABLE fresh", "DROP TABLE fresh") + BREAK);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(index()).isEqualTo("ix");
        assertThat(Told.cell(watcher, "SELECT to_regclass('fresh')")).isEqualTo("null");
    }

    @Test
    void theRollbackOfAGroupAroundItWaitsToo() throws Exception {
        Cli.Result result = runs().run("""
                runbook: before
                title: A group
                steps:
                  - id: group
                    name: All of it
                    steps:
                      - sql: CREATE INDEX IF NOT EXISTS ix ON t (a)
                      - sql: CREATE TABLE fresh ()
                    rollback: [{sql: DROP INDEX ix; DROP TABLE fresh}]
                """ + BREAK);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.out()).contains("All of it (group), whose rollback is not run without your word");
        assertThat(index()).isEqualTo("ix");
    }

    private Runs runs() {
        return new Runs(folder, database.url());
    }

    private String index() throws SQLException {
        return Told.cell(watcher, "SELECT to_regclass('ix')");
    }
}
