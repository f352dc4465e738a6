package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.LocalServer;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server can do to a run: each has a clear report and a right exit code, and leaves no doubt about the rest.
@RealPostgres
class ServerFaultsTest {
    private static final String MADE = """
            runbook: faults
            title: The server lets us down
            steps:
              - id: made
                name: Make two tables
                sql: |
                  CREATE TABLE one AS SELECT 0 AS x;
                  CREATE TABLE two AS SELECT 0 AS x;
                rollback:
                  - name: Drop them
                    sql: DROP TABLE one, two
            """;

    @TempDir
    Path folder;

    @Test
    void ourSessionIsTerminatedInMidStep(TestDatabase database) throws Exception {
        CompletableFuture<Cli.Result> run = start(database.url(), MADE + """
                  - name: Sleep
                    sql: |
                      UPDATE one SET x = 1;
                      SELECT pg_sleep(600);
                """);
        awaitSleep(database.jdbcUrl(), database.user(), database.password());
        query(database, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'SELECT"
                + " pg_sleep%' AND datname = current_database()");
        Cli.Result result = run.get(120, TimeUnit.SECONDS);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("terminating connection due to administrator command", "Drop them",
                "ROLLED BACK");
        assertThat(query(database, "SELECT count(*) FROM pg_class WHERE relname IN ('one', 'two')")).isEqualTo("0");
    }

    @Test
    void ourSessionIsCutBetweenSteps(TestDatabase database) throws Exception {
        Cli.Result result = run(database, MADE + """
                  - name: Cut it
                    shell: >
                      psql -qAtc "SELECT count(pg_terminate_backend(l.pid, 10000)) FROM pg_locks l WHERE
                      l.locktype = 'advisory' AND l.objid = 2 AND l.pid <> pg_backend_pid() AND l.database =
                      (SELECT oid FROM pg_database WHERE datname = current_database())"
                  - name: Go on
                    sql: UPDATE one SET x = 1
                """);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("terminating connection due to administrator command", "ROLLED BACK");
        assertThat(query(database, "SELECT count(*) FROM pg_class WHERE relname IN ('one', 'two')")).isEqualTo("0");
    }

    @Test
    void theServerRestartsInMidStepAndTheRunIsRolledBackAfterwards() throws Exception {
        try (LocalServer server = LocalServer.start("fsync=off")) {
            String url = "postgresql://postgres:secret@127.0.0.1:" + server.port() + "/postgres";
            CompletableFuture<Cli.Result> run = start(url, MADE + """
                      - name: Sleep
                        sql: |
                          UPDATE one SET x = 1;
                          SELECT pg_sleep(600);
                    """);
            awaitSleep("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", "postgres", "secret");
            server.stop("fast");
            server.begin();
            Cli.Result result = run.get(120, TimeUnit.SECONDS);
            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
            assertThat(result.out()).contains("terminating connection due to administrator command",
                    "the lock on the database was lost", "NOT everything has been undone", "Make two tables (made)");
            Cli.Result undone = call("rollback", lastRun(), "--target", url);
            assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        }
    }

    @Test
    void aDeadlockRollsTheStepBackAndCanBeTriedAgain(TestDatabase database) throws Exception {
        String step = """
                  - name: Update both
                    transaction: always
                    sql: |
                      UPDATE one SET x = 1;
                      DO $$ BEGIN
                        FOR i IN 1..1200 LOOP
                          PERFORM pg_sleep(0.05);
                          EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE NOT granted
                            AND pg_backend_pid() = ANY (pg_blocking_pids(pid)));
                          EXIT WHEN EXISTS (SELECT FROM two WHERE x = 2);
                        END LOOP;
                      END $$;
                      UPDATE two SET x = x + 10;
                """;
        CompletableFuture<Cli.Result> run = start(database.url(), MADE + step);
        deadlock(database);
        Cli.Result result = run.get(120, TimeUnit.SECONDS);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("deadlock detected", "40P01", "ROLLED BACK");
        CompletableFuture<Cli.Result> again = start(database.url(),
                MADE + step + "    retry: {times: 3, delay: 10ms, sqlstate: [\"40P01\"]}\n");
        deadlock(database);
        Cli.Result passed = again.get(120, TimeUnit.SECONDS);
        assertThat(passed.exit()).as(passed.out() + passed.err()).isZero();
        assertThat(query(database, "SELECT one.x || ' ' || two.x FROM one, two")).isEqualTo("1 12");
    }

    @Test
    void aSerializationFailureRollsTheStepBack(TestDatabase database) throws Exception {
        CompletableFuture<Cli.Result> run = start(database.url(), MADE + """
                  - name: Update what somebody else has updated
                    transaction: always
                    sql: |
                      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
                      SELECT x, pg_advisory_lock(41) FROM one;
                      DO $$ BEGIN
                        FOR i IN 1..1200 LOOP
                          PERFORM pg_sleep(0.05);
                          EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 42
                            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()));
                        END LOOP;
                      END $$;
                      UPDATE one SET x = 1;
                """);
        Interpreter.awaited("it has its snapshot", () -> locked(database, 41));
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            statement.execute("UPDATE one SET x = 2");
            statement.execute("SELECT pg_advisory_lock(42)");
            Cli.Result result = run.get(120, TimeUnit.SECONDS);
            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
            assertThat(result.out()).contains("could not serialize access due to concurrent update", "40001",
                    "ROLLED BACK");
        }
    }

    @Test
    void timeoutsOfStatementsAndLocksAreToldAsSuch(TestDatabase database) throws Exception {
        Cli.Result statement = run(database, MADE + """
                  - name: Sleep too long
                    sql: |
                      SET statement_timeout = '200ms';
                      SELECT pg_sleep(600);
                """);
        assertThat(statement.exit()).as(statement.out() + statement.err()).isEqualTo(1);
        assertThat(statement.out()).contains("canceling statement due to statement timeout", "ROLLED BACK");
        query(database, "CREATE TABLE held (id int)");
        try (Connection other = database.connect(); Statement holding = other.createStatement()) {
            other.setAutoCommit(false);
            holding.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
            Cli.Result lock = run(database, MADE + """
                      - name: Wait for a lock too long
                        sql: ALTER TABLE held ADD COLUMN x int
                        lock: {timeout: 200ms}
                    """);
            assertThat(lock.exit()).as(lock.out() + lock.err()).isEqualTo(1);
            assertThat(lock.out()).contains("canceling statement due to lock timeout", "ROLLED BACK");
        }
    }

    /// The other one never gives in: it looks for deadlocks in an hour.
    private static void deadlock(TestDatabase database) throws SQLException {
        Interpreter.awaited("there are two tables, and one is locked", () -> query(database,
                "SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock' AND relation = to_regclass('one')")
                .equals("1"));
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            statement.execute("SET deadlock_timeout = '1h'");
            other.setAutoCommit(false);
            statement.execute("UPDATE two SET x = 2");
            statement.execute("UPDATE one SET x = 2");
            other.commit();
        }
    }

    private static boolean locked(TestDatabase database, int key) {
        return query(database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = " + key
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())").equals("1");
    }

    private CompletableFuture<Cli.Result> start(String url, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("faults.yaml"), runbook);
        return CompletableFuture.supplyAsync(() -> call("run", file.toString(), "--target", url));
    }

    private Cli.Result run(TestDatabase database, String runbook) throws IOException {
        return call("run", Files.writeString(folder.resolve("faults.yaml"), runbook).toString(), "--target",
                database.url());
    }

    private Cli.Result call(String... arguments) {
        return Cli.withoutTarget().call(
                Stream.concat(Stream.of(arguments), Stream.of("--run-dir", folder.toString())).toArray(String[]::new));
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().reduce((_, last) -> last).orElseThrow().getFileName()
                    .toString();
        }
    }

    private static void awaitSleep(String jdbcUrl, String user, String password) {
        Interpreter.awaited("the statement runs", () -> {
            try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
                return query(connection, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND state = 'active' AND query LIKE 'SELECT pg_sleep%'").equals("1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String query(TestDatabase database, String sql) {
        try (Connection connection = database.connect()) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet result = statement.getResultSet();
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }
}
