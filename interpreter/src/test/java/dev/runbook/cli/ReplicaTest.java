package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.Contention;
import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestReplica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A connection to a real standby.
@Tag("postgres")
@Timeout(180)
class ReplicaTest {
    private static final String ASKED = "SELECT count(*) > 0 FROM pg_stat_activity"
            + " WHERE application_name LIKE 'runbook%%' AND query LIKE '%%%s%%'";

    private static TestReplica servers;
    @TempDir
    private Path folder;
    private TestDatabase primary;
    private TestDatabase standby;

    @BeforeAll
    static void start() {
        servers = TestReplica.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void aTable() throws SQLException {
        primary = servers.primary().newDatabase();
        try (Contention setup = new Contention(primary)) {
            setup.sits("setup", "CREATE TABLE orders AS SELECT generate_series(1, 3) AS id");
        }
        standby = servers.onStandby(primary);
    }

    @AfterEach
    void close() {
        servers.resumeReplay();
        primary.close();
    }

    @Test
    void aReplicaIsReadByStepsAndScriptsAndChangedByNone() throws IOException {
        Told told = Told.run(primary, folder, """
                runbook: reads
                connections: {replica: {url: %s, replica: true}}
                steps:
                  - name: Half of it is a change
                    sql: INSERT INTO orders VALUES (4)
                  - connection: replica
                    steps:
                      - sql: SELECT pg_is_in_recovery()
                        expect: {value: true}
                      - name: It stays read-only
                        sql: |
                          RESET ALL;
                          SHOW default_transaction_read_only;
                        expect: {value: "on"}
                      - shell: psql -Atc 'SELECT pg_is_in_recovery(), current_setting($$default_transaction_read_only$$)'
                        expect: {stdout: t|on}
                      - shell: psql -c 'DELETE FROM orders'
                        expect: {exit: 1, stderr: {contains: read-only transaction}}
                      - backup: {file: orders.dump}
                """.formatted(standby.url())).exits(0);
        assertThat(told.console()).contains("Half of it is a change");
    }

    @Test
    void aPrimaryThatIsCalledAReplicaIsRefusedBeforeAnythingIsTouched() throws IOException {
        Told told = Told.run(primary, folder, """
                runbook: mistaken
                connections: {replica: {url: %s, replica: true}}
                steps:
                  - sql: INSERT INTO orders VALUES (4)
                  - sql: SELECT 1
                    connection: replica
                """.formatted(primary.url())).exits(4);
        assertThat(told.console()).contains("it is a primary, and a standby is meant", "connections.replica.url")
                .doesNotContain("Steps");
    }

    @Test
    void theWholeRunCanReadAReplica() throws IOException {
        Told told = Told.run(standby, folder, """
                runbook: looks
                connections: {main: {replica: true}}
                steps:
                  - sql: SELECT count(*) FROM orders
                    expect: {value: 3}
                """).exits(0);
        assertThat(told.console()).contains("standby");
    }

    @Test
    void inARehearsalTheSandboxStandsForItAndIsReadOnlyToo() throws IOException {
        Path file = java.nio.file.Files.writeString(folder.resolve("rehearsed.yaml"), """
                runbook: rehearsed
                connections: {replica: {url: "${{ env.REPLICA_URL }}", replica: true}}
                steps:
                  - connection: replica
                    shell: psql -Atc 'SHOW default_transaction_read_only'
                    expect: {stdout: "on"}
                sandbox: {}
                """);
        Cli.Result result = Cli.withoutTarget().call("run", file.toString(), "--run-dir",
                folder.resolve("r").toString());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    @Test
    void theNextStepWaitsUntilTheStandbyHasWhatWasWritten() throws Exception {
        servers.pauseReplay();
        CompletableFuture<Told> run = begin("""
                runbook: waits
                connections: {replica: {url: %s, replica: true}}
                steps:
                  - name: Half of it is a change
                    sql: INSERT INTO orders VALUES (4)
                  - id: wait
                    wait_for_replicas: 5m
                    expect: {that: [size(standbys) == 2]}
                  - sql: SELECT count(*) FROM orders
                    connection: replica
                    expect: {value: 4}
                """.formatted(standby.url()));
        Contention.awaitText(folder, "journal.jsonl", "\"event\":\"step_started\",\"step\":{\"key\":\"wait\"");
        Contention.await("both sides are asked", () -> "t".equals(servers.onPrimary(ASKED.formatted(
                "pg_stat_replication"))) && "t".equals(servers.onStandby(ASKED.formatted("pg_last_wal_replay_lsn"))));
        assertThat(run).isNotDone();
        servers.resumeReplay();
        assertThat(run.join().exits(0).report())
                .contains("all that was written until then is replayed on standby_1, replica");
    }

    @Test
    void aStandbyThatDoesNotCatchUpIsNamed() throws IOException {
        servers.pauseReplay();
        Told told = Told.run(primary, folder, """
                runbook: in-vain
                steps:
                  - sql: INSERT INTO orders VALUES (4)
                    rollback: [{sql: DELETE FROM orders WHERE id = 4}]
                  - wait_for_replicas: 300ms
                """).exits(1);
        assertThat(told.console()).contains("not every standby has caught up in 300ms").containsPattern(
                "standby_1 \\([\\d,]+ bytes to replay\\)");
    }

    @Test
    void aGuardSeesAStandbyThatIsStuckFromEitherSide() throws IOException, SQLException {
        servers.pauseReplay();
        try (Contention work = new Contention(primary)) {
            work.sits("work", "INSERT INTO orders VALUES (5)");
        }
        for (String connection : new String[]{"main", "replica"}) {
            Told told = Told.run(primary, folder, """
                    runbook: guarded
                    connections: {replica: {url: %s, replica: true}}
                    steps:
                      - name: Long work
                        connection: %s
                        guard: {replica_lag: 400ms, every: 200ms}
                        sql: SELECT pg_sleep(600)
                    """.formatted(standby.url(), connection)).exits(1);
            assertThat(told.console()).contains("stopped by its guard: a standby is behind by", "(limit 400ms)",
                    connection.equals("main") ? "standby_1" : "this standby");
        }
    }

    @Test
    void aBackfillWaitsForAStandbyThatIsBehind() throws Exception {
        try (Contention work = new Contention(primary)) {
            work.sits("work", "CREATE TABLE many AS SELECT id, 0 AS n FROM generate_series(1, 100) id",
                    "ALTER TABLE many ADD PRIMARY KEY (id)");
            servers.pauseReplay();
            CompletableFuture<Told> run = begin("""
                    runbook: throttled
                    steps:
                      - backfill:
                          table: many
                          where: n = 0
                          set: n = 1
                          batch: 1
                          pause: 50ms
                          throttle: {replica_lag: 400ms}
                    """);
            work.awaitTrue("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name LIKE 'runbook%'"
                    + " AND query LIKE '%pg_stat_replication%'");
            work.awaitTrue("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name LIKE 'runbook%'"
                    + " AND query LIKE '%pg_stat_replication%' AND state = 'idle'"
                    + " AND xact_start IS NULL AND clock_timestamp() - query_start > interval '200 ms'");
            work.awaitTrue("SELECT count(*) < 100 FROM many WHERE n = 1");
            servers.resumeReplay();
            run.join().exits(0);
            work.awaitTrue("SELECT count(*) = 100 FROM many WHERE n = 1");
        }
    }

    /// The role may not see on the primary how far its standbys are; the standby itself says so to anybody.
    @Test
    void aBackfillWaitsForAStandbyThatSaysItselfThatItIsBehind() throws Exception {
        try (Contention work = new Contention(primary)) {
            work.sits("work", "CREATE ROLE plain", "CREATE TABLE many (id int PRIMARY KEY, n int)",
                    "INSERT INTO many SELECT id, 0 FROM generate_series(1, 20) id", "ALTER TABLE many OWNER TO plain");
            servers.awaitReplay();
            servers.pauseReplay();
            CompletableFuture<Told> run = begin("""
                    runbook: throttled
                    connections:
                      main: {settings: {role: plain}}
                      replica: {url: %s, replica: true}
                    steps:
                      - backfill:
                          table: many
                          where: n = 0
                          set: n = 1
                          batch: 1
                          pause: 50ms
                          throttle: {replica_lag: 400ms}
                    """.formatted(standby.url()));
            Contention.await("the standby is asked for longer than the backfill takes", () -> "t".equals(
                    servers.onStandby("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name LIKE"
                            + " 'runbook asks how far%' AND clock_timestamp() - backend_start > interval '5 s'")));
            work.awaitTrue("SELECT count(*) < 20 FROM many WHERE n = 1");
            servers.resumeReplay();
            run.join().exits(0);
            work.awaitTrue("SELECT count(*) = 20 FROM many WHERE n = 1");
        }
    }

    private CompletableFuture<Told> begin(String runbook) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Told.run(primary, folder, runbook);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, task -> Thread.ofPlatform().start(task));
    }
}
