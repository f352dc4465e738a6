package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.LocalServer;
import dev.runbook.testing.Contention;
import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestReplica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run is taken up where it was made, as who made it, or not at all: the difference is shown, and nothing is touched.
@Tag("postgres")
@Timeout(180)
class ElsewhereTest {
    private static final String RUNBOOK = """
            runbook: stops
            title: Stops in the middle
            on_failure: stop
            steps:
              - id: made
                sql: CREATE TABLE made ()
                rollback: [{sql: DROP TABLE made}]
              - sql: SELECT 1 / 0
            """;

    @TempDir
    Path folder;

    @Test
    void aStandbyAPromotedOneAndAnotherUserAreRefusedWithTheDifference() throws Exception {
        try (TestReplica servers = TestReplica.start(); TestDatabase primary = servers.primary().newDatabase()) {
            Path file = Files.writeString(folder.resolve("r.yaml"), RUNBOOK);
            assertThat(call(primary.url(), "run", file.toString()).exit()).isEqualTo(3);
            TestDatabase standby = servers.onStandby(primary);
            refused(standby.url(), "role               then primary, now standby", "address            then ");
            servers.promote();
            Contention.await("the standby is a primary", () -> "f".equals(servers.onStandby(
                    "SELECT pg_is_in_recovery()")));
            refused(standby.url(), "timeline           then 1, now 2", "after a failover or a restore");
            try (Connection connection = primary.connect()) {
                Told.execute(connection, "CREATE ROLE somebody SUPERUSER LOGIN PASSWORD 'somebodys-own'");
            }
            refused(primary.url().replaceFirst("//[^@]*@", "//somebody:somebodys-own@"), "user               then "
                    + primary.user() + ", now somebody");
            try (Connection connection = primary.connect()) {
                assertThat(Told.cell(connection, "SELECT to_regclass('made')")).isEqualTo("made");
                Cli.Result undone = call(primary.url(), "rollback", lastRun());
                assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
                assertThat(Told.cell(connection, "SELECT to_regclass('made')")).isEqualTo("null");
                Told.execute(connection, "DROP ROLE somebody");
            }
        }
    }

    private void refused(String target, String... difference) throws IOException {
        for (String verb : new String[]{"resume", "rollback"}) {
            Cli.Result refused = call(target, verb, lastRun());
            assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(2);
            assertThat(refused.err()).contains("this is not where the run was made").contains(difference)
                    .contains("Nothing was touched");
        }
    }

    /// The same server behind another address, as after a container was started anew: whoever names it vouches for it.
    @Test
    void theSameServerAtAnotherAddressIsTakenWhereItIsNamed() throws Exception {
        try (LocalServer server = LocalServer.start("fsync=off", "listen_addresses='127.0.0.1,127.0.0.2'")) {
            String first = "postgresql://postgres:secret@127.0.0.1:" + server.port() + "/postgres";
            String second = first.replace("127.0.0.1", "127.0.0.2");
            assertThat(around(first, "run", Files.writeString(folder.resolve("r.yaml"), RUNBOOK).toString()).exit())
                    .isEqualTo(3);
            Cli.Result unnamed = around(second, "rollback", lastRun());
            assertThat(unnamed.exit()).as(unnamed.out() + unnamed.err()).isEqualTo(2);
            assertThat(unnamed.err()).contains("address            then 127.0.0.1:", "now 127.0.0.2:",
                    "if it is none, name it with --target", "Nothing was touched");
            Cli.Result undone = call(second, "rollback", lastRun());
            assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
            assertThat(undone.out()).contains("the same server, by its identifier, at another address now: 127.0.0.2:"
                    + server.port());
            assertThat(Files.readString(folder.resolve("runs").resolve(lastRun()).resolve("report.md")))
                    .contains("127.0.0.2:" + server.port() + " (begun at 127.0.0.1:" + server.port() + ")");
        }
    }

    private Cli.Result around(String target, String... arguments) {
        return Cli.withoutTarget().with("DATABASE_URL", target).call(Stream.concat(Stream.of(arguments),
                Stream.of("--run-dir", folder.toString())).toArray(String[]::new));
    }

    private Cli.Result call(String target, String... arguments) {
        return Cli.withoutTarget().call(Stream.concat(Stream.of(arguments),
                Stream.of("--target", target, "--run-dir", folder.toString())).toArray(String[]::new));
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().reduce((_, last) -> last).orElseThrow().getFileName()
                    .toString();
        }
    }
}
