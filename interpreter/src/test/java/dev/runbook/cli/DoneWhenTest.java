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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a step's `done_when` answers: before it, and when a run is taken up again.
@RealPostgres
class DoneWhenTest {
    private final TestDatabase database;
    private final Connection watcher;

    @TempDir
    Path folder;

    DoneWhenTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.watcher = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        watcher.close();
    }

    @Test
    void workThatWasThereBeforeIsSkippedAndNotUndone() throws Exception {
        Told.execute(watcher, "CREATE TABLE theirs ()");
        Cli.Result result = runs().run("""
                runbook: before
                title: Work that was there before
                steps:
                  - id: theirs
                    name: Make the table
                    sql: CREATE TABLE theirs ()
                    done_when: {name: it is there, sql: "SELECT to_regclass('theirs') IS NOT NULL", expect: {value: true}}
                    rollback: [{sql: DROP TABLE theirs}]
                  - id: ours
                    sql: CREATE TABLE ours ()
                    done_when: {sql: "SELECT to_regclass('ours') IS NOT NULL", expect: {value: true}}
                    rollback: [{sql: DROP TABLE ours}]
                  - sql: SELECT 1 / 0
                """);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("its work is there already: it is there");
        assertThat(Told.cell(watcher, "SELECT to_regclass('theirs')")).isEqualTo("theirs");
        assertThat(Told.cell(watcher, "SELECT to_regclass('ours')")).isEqualTo("null");
    }

    /// What `done_when` answers is no failure, however often it is asked.
    @Test
    void aNoOfDoneWhenIsNoFailureOfARunThatWasTakenUp() throws Exception {
        String file = runs().written("""
                runbook: asked
                title: Asked again
                steps:
                  - id: script
                    name: A script
                    shell: psql -qc 'CREATE TABLE made ()' "$DATABASE_URL"
                    done_when:
                      name: It is there
                      sql: SELECT to_regclass('made') IS NOT NULL
                      expect: {value: true}
                  - id: statement
                    name: A statement
                    transaction: never
                    sql: CREATE TABLE stated ()
                    done_when:
                      name: It is there, too
                      shell: psql -qAtc "SELECT to_regclass('stated') IS NOT NULL" "$DATABASE_URL" | grep t
                """);
        Victim victim = new Victim(folder, database.url());
        Victim.Ended killed = victim.dyingAt(Set.of("after StepStarted"), "run", file);
        assertThat(killed.killed()).as(killed.said()).isTrue();
        killed = victim.dyingAt(Set.of("after Effect statement"), "resume", runs().last());
        assertThat(killed.killed()).as(killed.said()).isTrue();
        Cli.Result resumed = runs().call("resume", runs().last());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(runs().report()).contains("SUCCEEDED").doesNotContain("What failed", "❌");
    }

    private Runs runs() {
        return new Runs(folder, database.url());
    }
}
