package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Two operators, and the sessions that a dead one left behind.
@RealPostgres
class FenceTest {
    private static final String WAITS = """
            runbook: waits
            title: Waits for a file
            steps:
              - id: made
                name: Make a table
                sql: CREATE TABLE made (id int)
                rollback:
                  - name: Drop it
                    sql: DROP TABLE made
              - id: waits
                name: Wait
                shell: echo "$$" > started; for i in $(seq 1200); do test -e go && exit 0; sleep 0.1; done; exit 1
              - id: fills
                name: Fill it
                sql: INSERT INTO made VALUES (1)
              - id: index
                name: Index it
                sql: CREATE INDEX CONCURRENTLY made_id ON made (id)
                transaction: never
            """;
    private static final String OTHER = """
            runbook: other
            title: Somebody else's
            steps:
              - name: Look
                sql: SELECT 1
            """;
    /// It outlives its client, and no name of a session tells whose it is.
    private static final String OUTLIVES = """
            runbook: outlives
            title: A statement that outlives its client
            steps:
              - name: Sleep
                sql: |
                  SET client_connection_check_interval = 0;
                  RESET ALL;
                  SET client_connection_check_interval = 0;
                  SET application_name = 'nobody';
                  SELECT pg_sleep(600);
                transaction: never
            """;

    @TempDir
    Path folder;

    @Test
    void theSecondOperatorLearnsWhoIsAtWorkAndWhere(TestDatabase database) throws Exception {
        CompletableFuture<Cli.Result> first = CompletableFuture.supplyAsync(() -> run(database, WAITS));
        awaitFile("started");
        Cli.Result second = run(database, OTHER);
        assertThat(second.exit()).isEqualTo(4);
        assertThat(second.err()).containsPattern("another run is at work on .*: run [0-9a-f]{6} of waits, at its step"
                + " waits, by " + System.getProperty("user.name") + "@\\S* since \\d\\d-\\d\\dT\\d\\d:\\d\\dZ")
                .contains("(pid ", "Nothing was touched.", "--wait 10m");
        CompletableFuture<Cli.Result> third = CompletableFuture
                .supplyAsync(() -> run(database, OTHER, "--wait", "10m"));
        Files.createFile(folder.resolve("go"));
        assertThat(first.get(120, TimeUnit.SECONDS).out()).contains("SUCCEEDED");
        Cli.Result waited = third.get(120, TimeUnit.SECONDS);
        assertThat(waited.exit()).as(waited.out() + waited.err()).isZero();
    }

    @Test
    void aRunThatLostItsLockDoesNothingMore(TestDatabase database) throws Exception {
        CompletableFuture<Cli.Result> first = CompletableFuture.supplyAsync(() -> run(database, WAITS));
        awaitFile("started");
        endSentinel(database);
        Files.createFile(folder.resolve("go"));
        Cli.Result result = first.get(120, TimeUnit.SECONDS);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.out()).contains("the lock on the database was lost", "NOT everything has been undone");
        assertThat(query(database, "SELECT count(*) FROM made")).isEqualTo("0");
    }

    @Test
    void aStoppedRunThatWakesAfterAnotherTookOverDoesNothingMore(TestDatabase database) throws Exception {
        Path file = Files.writeString(folder.resolve("waits.yaml"), WAITS);
        try (Interpreter stopped = Interpreter.start(folder, "run", file.toString(), "--target", database.url(),
                "--run-dir", folder.resolve("theirs").toString())) {
            awaitFile("started");
            stopped.signal("STOP");
            endSentinel(database);
            query(database, "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'");
            Cli.Result other = run(database, OTHER.replace("SELECT 1", "INSERT INTO made VALUES (2)"));
            assertThat(other.exit()).as(other.out() + other.err()).isZero();
            Files.createFile(folder.resolve("go"));
            stopped.signal("CONT");
            assertThat(stopped.exit()).as(stopped.output()).isEqualTo(3);
            assertThat(stopped.output()).contains("the lock on the database was lost");
        }
        assertThat(query(database, "SELECT string_agg(id::text, ',') FROM made")).isEqualTo("2");
    }

    @Test
    void aSessionThatOutlivedItsRunIsWaitedForThenRefusedThenEnded(TestDatabase database) throws Exception {
        leaveSession(database, database.url());
        Cli.Result refused = run(database, OTHER, "--wait", "1s");
        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.err()).contains("sessions of a run that has ended are still at work", "nobody (pid ",
                "--terminate-leftovers", "Nothing was touched");
        Cli.Result ended = run(database, OTHER, "--terminate-leftovers");
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.err()).contains("Ending a session that a dead run left: nobody (pid ");
        assertThat(query(database, SLEEPING)).isEqualTo("0");
    }

    @Test
    void aPlainRoleSeesItTooAndIsToldWhyItMayNotEndIt(TestDatabase database) throws Exception {
        String role = "plain_" + database.name();
        query(database, "CREATE ROLE " + role + " LOGIN PASSWORD 'plain-word'");
        try {
            leaveSession(database, database.url());
            String plain = database.url().replace(database.user() + ":" + database.password(), role + ":plain-word");
            Cli.Result refused = Cli.withoutTarget().call("run",
                    Files.writeString(folder.resolve("other.yaml"), OTHER).toString(), "--target", plain, "--run-dir",
                    folder.toString(), "--terminate-leftovers", "--wait", "1s");
            assertThat(refused.exit()).isEqualTo(4);
            assertThat(refused.err()).contains("still at work", "They could not be ended: pid ");
            query(database, SLEEPING.replace("count(*)", "count(pg_terminate_backend(pid))"));
        } finally {
            query(database, "DROP ROLE " + role);
        }
    }

    @Test
    void aStepThatDiscardsEverythingIsPutBackBehindTheFence(TestDatabase database) throws Exception {
        Cli.Result result = run(database, """
                runbook: discards
                title: Discards everything
                steps:
                  - name: Discard
                    sql: DISCARD ALL
                    transaction: never
                  - name: Look
                    sql: SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND objid = 2
                    expect: {value: 1}
                """);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private static final String SLEEPING = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%' AND pid <> pg_backend_pid()"
            + " AND state = 'active'";

    private void leaveSession(TestDatabase database, String url) throws Exception {
        Path file = Files.writeString(folder.resolve("outlives.yaml"), OUTLIVES);
        try (Interpreter dead = Interpreter.start(folder, "run", file.toString(), "--target", url, "--run-dir",
                folder.toString())) {
            dead.await("the statement runs", () -> query(database, SLEEPING).equals("1"));
            dead.kill();
        }
    }

    private Cli.Result run(TestDatabase database, String runbook, String... more) {
        try {
            Path file = Files.writeString(Files.createTempDirectory(folder, "run").resolve("runbook.yaml"),
                    runbook.replace("shell: ", "cwd: " + folder + "\n    shell: "));
            String[] arguments = Stream.concat(Stream.of("run", file.toString(), "--target", database.url(),
                    "--run-dir", folder.toString()), Stream.of(more)).toArray(String[]::new);
            return Cli.withoutTarget().call(arguments);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitFile(String name) {
        Interpreter.awaited("there is a file " + name, () -> Files.exists(folder.resolve(name)));
    }

    private static void endSentinel(TestDatabase database) {
        query(database, "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'"
                + " AND objid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        Interpreter.awaited("the lock is free", () -> query(database, "SELECT count(*) FROM pg_locks WHERE locktype ="
                + " 'advisory' AND objid = 1 AND database = (SELECT oid FROM pg_database WHERE datname ="
                + " current_database())").equals("0"));
    }

    private static String query(TestDatabase database, String sql) {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet result = statement.getResultSet();
            return result.next() ? String.valueOf(result.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
