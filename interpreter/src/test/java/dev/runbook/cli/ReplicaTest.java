package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.Contention;
import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestReplica;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
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
}
