package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that stopped is taken up again: nothing is done twice, nothing is guessed, and nothing else is taken for it.
@RealPostgres
class TakeUpTest {
    /// Stops at its second step until the table `go` is there.
    private static final String STOPS = """
            runbook: stops
            title: Stops in the middle
            on_failure: stop
            contacts:
              - {level: 1, role: Database owner, reach: "#db-oncall", when: a rollback fails}
            params:
              note: {default: kept}
            steps:
              - id: first
                name: The first row
                sql: |
                  CREATE TABLE t (a text);
                  INSERT INTO t VALUES (:'note')
                vars: {note: "${{ params.note }}"}
                rollback: [{sql: DROP TABLE t}]
              - id: gate
                name: The gate
                sql: SELECT to_regclass('go') IS NOT NULL
                expect: {value: true}
              - id: last
                name: The last row
                sql: INSERT INTO t VALUES (:'found')
                vars: {found: "${{ steps.gate.value }}"}
            """;

    @TempDir
    Path folder;

    @Test
    void aStoppedRunGoesOnAtTheStepThatFailed(TestDatabase database) throws Exception {
        Cli.Result stopped = run(database, STOPS);
        assertThat(stopped.exit()).isEqualTo(3);
        assertThat(stopped.out()).contains("Call: Database owner, #db-oncall (a rollback fails).");
        execute(database, "CREATE TABLE go ()");
        Cli.Result resumed = call(database, "resume", name());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.out())
                .contains("SUCCEEDED", "In the catalog, 2 objects differ.\n  + table public.go\n  + table public.t\n")
                .doesNotContain("The first row");
        assertThat(cell(database, "SELECT string_agg(a, ' ' ORDER BY a) FROM t")).isEqualTo("kept true");
        assertThat(call(database, "resume", name()).err()).contains("the run has ended: SUCCEEDED");
    }

    @Test
    void aRunThatSucceededIsRolledBackOnce(TestDatabase database) throws Exception {
        execute(database, "CREATE TABLE go ()");
        assertThat(run(database, STOPS).exit()).isZero();
        Cli.Result undone = call(database, "rollback", name());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isEqualTo(3);
        assertThat(undone.out()).contains("The last row (last), which has no rollback",
                "The catalog (tables, columns, constraints,");
        assertThat(report()).contains("**No step had failed; the way back was taken on the operator's word, and NOT "
                + "everything that the run had done has been undone.**");
        assertThat(cell(database, "SELECT to_regclass('t')")).isNull();
    }

    @Test
    void aStoppedRunIsUndone(TestDatabase database) throws Exception {
        run(database, STOPS);
        Cli.Result undone = call(database, "rollback", name());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        assertThat(undone.out()).contains("ROLLED BACK");
        assertThat(report()).contains("**A step failed, and everything that the run had done has been undone.**");
        assertThat(cell(database, "SELECT to_regclass('t')")).isNull();
        assertThat(call(database, "rollback", name()).err()).contains("There is nothing to undo");
    }

    @Test
    void anEditedRunbookIsRefusedWithTheDifference(TestDatabase database) throws Exception {
        run(database, STOPS);
        Files.writeString(folder.resolve("r.yaml"), STOPS.replace("The gate", "Another gate"));
        Cli.Result refused = call(database, "resume", name());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("was edited since the run began", "-    name: The gate",
                "+    name: Another gate");
    }

    @Test
    void editedDataOfALargeFileIsFoundThoughNoCopyOfItIsKept(TestDatabase database) throws Exception {
        String data = "SELECT 1;\nCOPY once FROM STDIN;\n" + "0\n".repeat(600_000) + "\\.\n";
        Files.writeString(folder.resolve("data.sql"), data);
        run(database, STOPS + "  - {name: Data, sql_file: data.sql, transaction: always}\n");
        Files.writeString(folder.resolve("data.sql"), data.replace("0\n\\.", "1\n\\."));
        Cli.Result refused = call(database, "resume", name());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("data.sql was edited since the run began", "The data of a COPY in it");
    }

    @Test
    void anotherDatabaseIsRefusedWithTheDifference(TestDatabase database) throws Exception {
        run(database, STOPS);
        try (TestDatabase other = database.server().newDatabase()) {
            Cli.Result refused = call(other, "resume", name());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("this is not where the run was made",
                    "database           then " + database.name() + ", now " + other.name());
        }
    }

    @Test
    void anotherValueForAParameterIsRefused(TestDatabase database) throws Exception {
        run(database, STOPS);
        assertThat(call(database, "resume", name(), "--param", "note=other").err())
                .contains("--param note=other: the run was started with kept");
    }

    @Test
    void aSecretIsAskedForAgain(TestDatabase database) throws Exception {
        String secret = STOPS.replace("{default: kept}", "{secret: true, required: true}");
        run(database, secret, "--param", "note=tell-nobody");
        execute(database, "CREATE TABLE go ()");
        assertThat(call(database, "resume", name()).err()).contains("the parameter \"note\" is missing");
        assertThat(call(database, "resume", name(), "--param", "note=tell-nobody").exit()).isZero();
        assertThat(Files.readString(journal())).doesNotContain("tell-nobody");
    }

    @Test
    void aScriptThatFailedHalfWayIsAskedAboutAndNotGuessedAt(TestDatabase database) throws Exception {
        String script = """
                runbook: half
                title: A script that fails
                on_failure: stop
                steps:
                  - id: script
                    name: The script
                    shell: |
                      echo x >> count
                      test "$(wc -l < count)" -gt 1
                    cwd: %s
                """.formatted(folder);
        assertThat(run(database, script).exit()).isNotZero();
        Cli.Result unknown = call(database, "resume", name());
        assertThat(unknown.exit()).as(unknown.out() + unknown.err()).isEqualTo(3);
        assertThat(unknown.out()).contains("whether it took effect is not known", "--resolve script=done",
                "It is NOT KNOWN whether this took effect: The script (script)");
        assertThat(Files.readAllLines(folder.resolve("count"))).hasSize(1);
        Cli.Result again = call(database, "resume", name(), "--resolve", "script=not-done");
        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("count"))).hasSize(2);
    }

    @Test
    void aScriptOfStatementsOfTheirOwnGoesOnAtTheOneThatWasRefused(TestDatabase database) throws Exception {
        String script = """
                runbook: own
                title: Each statement its own
                on_failure: stop
                steps:
                  - id: own
                    sql: |
                      CREATE TABLE t (a int);
                      INSERT INTO missing VALUES (1)
                    transaction: never
                """;
        assertThat(run(database, script).exit()).isEqualTo(3);
        execute(database, "CREATE TABLE missing (a int)");
        Cli.Result resumed = call(database, "resume", name());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(cell(database, "SELECT count(*) FROM missing")).isEqualTo("1");
    }

    @Test
    void whatStepsSetIsSetAgainAndLostTablesAreSaid(TestDatabase database) throws Exception {
        String script = """
                runbook: session
                title: What a session holds
                on_failure: stop
                steps:
                  - id: sets
                    sql: |
                      SET statement_timeout = '7min';
                      SET app.mode = 'night';
                      CREATE TEMPORARY TABLE scratch (a int)
                  - sql: SELECT to_regclass('go') IS NOT NULL
                    expect: {value: true}
                  - sql: SELECT current_setting('statement_timeout') || current_setting('app.mode')
                    expect: {value: 7minnight}
                """;
        assertThat(run(database, script).exit()).isEqualTo(3);
        execute(database, "CREATE TABLE go ()");
        Cli.Result resumed = call(database, "resume", name());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.out()).contains("lost with the session: temporary table scratch");
    }

    /// It was cut off before anybody could know how it was called: there is nothing to go on with.
    @Test
    void aRunThatNeverBeganIsNotOfferedToBeTakenUp(TestDatabase database) throws Exception {
        run(database, "runbook: never\ntitle: Never\nsteps:\n  - sql: CREATE TABLE never ()\n    rollback: [{sql: DROP"
                + " TABLE never}]\n");
        assertThat(runs()).contains("SUCCEEDED", "possible: rollback");
        for (int lines : new int[]{1, 0}) {
            Files.writeString(journal(), Files.readAllLines(journal()).stream().limit(lines).map(line -> line + "\n")
                    .collect(Collectors.joining()));
            assertThat(runs()).contains("NOT BEGUN", "it has touched nothing: start it anew")
                    .doesNotContain("possible");
            Cli.Result refused = call(database, "resume", name());
            assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(2);
            assertThat(refused.err()).contains("cut off before it began");
        }
    }

    private String runs() {
        return Cli.withoutTarget().call("runs", "--run-dir", folder.toString()).out();
    }

    private Cli.Result run(TestDatabase database, String runbook, String... more) {
        return new Runs(folder, database.url()).run(runbook, more);
    }

    private Cli.Result call(TestDatabase database, String... arguments) {
        return new Runs(folder, database.url()).call(arguments);
    }

    private String name() {
        return new Runs(folder, "").last();
    }

    private String report() {
        return new Runs(folder, "").report();
    }

    private Path journal() {
        return folder.resolve("runs").resolve(name()).resolve("journal.jsonl");
    }

    private static String cell(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
