package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way back, last first: what it says of what is undone, what is not, and whom to call, across processes.
@RealPostgres
class UnwindingTest {
    private static final String RUNBOOK = """
            runbook: back
            title: Three things that go back
            contacts:
              - {level: 2, role: Database owner, reach: "#db-oncall", when: a rollback fails}
            steps:
              - id: one
                name: The first table
                sql: CREATE TABLE one ()
                rollback: [{sql: DROP TABLE one}]
              - id: two
                name: The second table
                sql: CREATE TABLE two ()
                rollback: [{name: Drop two when it is allowed, sql: SELECT * FROM allowed; DROP TABLE two}]
              - id: three
                name: The third table
                sql: CREATE TABLE three ()
                leaves: {why: a gap in a sequence}
                rollback: [{sql: DROP TABLE three}]
              - id: breaks
                name: Break
                sql: SELECT 1 / 0
            """;

    private final TestDatabase database;
    private final Connection watcher;

    @TempDir
    Path folder;

    UnwindingTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.watcher = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        watcher.close();
    }

    @Test
    void anUndoThatFailsStopsTheWayBackAndSaysWhatIsWhat() throws Exception {
        Cli.Result failed = runs().run(RUNBOOK);
        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(3);
        assertThat(failed.out()).contains("NOT everything has been undone. Undone, last first: The third table (three)."
                + " Still in effect, in whole or in part: The second table (two); The first table (one). NOT given back by"
                + " the rollback: The third table (three): a gap in a sequence. Call: Database owner, #db-oncall (a rollback"
                + " fails).");
        assertThat(tables()).isEqualTo("one,two");
        String report = runs().report();
        assertThat(report.substring(report.indexOf("## What failed"))).startsWith("## What failed\n\n**Step 4, Break**")
                .contains("### What failed after that\n\n**Drop two when it is allowed**");
    }

    @Test
    void itIsGoneOnWithAndNothingIsForgottenOfWhatWasSaid() throws Exception {
        runs().run(RUNBOOK);
        Told.execute(watcher, "CREATE TABLE allowed ()");
        Cli.Result undone = runs().call("rollback", runs().last());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        assertThat(undone.out())
                .contains("Everything that the run did has been undone, step by step, last first: The third"
                        + " table (three); The second table (two); The first table (one). NOT given back by the rollback: The third"
                        + " table (three): a gap in a sequence.")
                .doesNotContain("Drop three");
        assertThat(tables()).isEqualTo("null");
    }

    @Test
    void whatCannotBeUndoneEndsTheWayBack() throws Exception {
        String runbook = RUNBOOK
                .replace("rollback: [{name: Drop two when it is allowed, sql: SELECT * FROM allowed; DROP"
                        + " TABLE two}]", "irreversible: others have read it");
        Cli.Result unaccepted = runs().run(runbook);
        assertThat(unaccepted.exit()).as(unaccepted.out() + unaccepted.err()).isEqualTo(2);
        assertThat(unaccepted.err()).contains("--accept-irreversible two");
        Cli.Result result = runs().run(runbook, "--accept-irreversible", "two");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.out())
                .contains("Past the point of no return: a step that cannot be undone has run. Undone, last"
                        + " first: The third table (three). Still in effect, in whole or in part: The second table (two); The first"
                        + " table (one).", "Call: Database owner", "PAST THE POINT OF NO RETURN");
        assertThat(tables()).isEqualTo("one,two");
    }

    private String tables() throws SQLException {
        return Told.cell(watcher, "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                + " WHERE relname IN ('one', 'two', 'three')");
    }

    private Runs runs() {
        return new Runs(folder, database.url());
    }
}
