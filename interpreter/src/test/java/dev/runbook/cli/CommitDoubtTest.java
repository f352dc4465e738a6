package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.LocalServer;
import dev.runbook.database.Session;
import dev.runbook.testing.CuttingProxy;
import dev.runbook.testing.CuttingProxy.Cut;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// The server goes down between a COMMIT and its answer, or another one answers afterwards: a run finds out what became of
/// its transaction, or says that nobody can know.
@RealPostgres
class CommitDoubtTest {
    private static final String ONE = """
            runbook: doubt
            title: One row
            on_failure: stop
            steps:
              - id: one
                name: Insert a row
                sql: INSERT INTO t VALUES (1)
                rollback: [{sql: DELETE FROM t}]
              - name: Look
                sql: SELECT count(*) FROM t
                expect: {value: 1}
            """;

    @TempDir
    Path folder;

    /// The COMMIT never arrives, the server crashes and comes back, and a stranger takes the next numbers.
    @Test
    void aCommitThatACrashSwallowedIsNotTakenForAStrangers() throws Exception {
        try (LocalServer server = LocalServer.start("fsync=off", "wal_writer_delay=10s")) {
            server.session("CREATE TABLE t (a int)").close();
            Cli.Result result = cut(server, Cut.BEFORE_THE_SERVER_GETS_IT, () -> {
                server.stop("immediate");
                server.begin();
                for (int i = 0; i < 5; i++) {
                    server.session("SELECT pg_current_xact_id()").close();
                }
            });
            assertThat(result.exit()).as(result.out() + result.err()).isIn(1, 3);
            assertThat(result.out()).doesNotContain("says committed", "✓ Insert a row");
            assertThat(rows(server)).isEqualTo("0");
        }
    }

    /// The COMMIT is on disk, the server crashes before its answer arrives, and comes back.
    @Test
    void aCommitBeforeACrashIsFoundAndTheRunIsGoneOnWith() throws Exception {
        try (LocalServer server = LocalServer.start("fsync=off")) {
            server.session("CREATE TABLE t (a int)").close();
            try (CuttingProxy proxy = new CuttingProxy("127.0.0.1", server.port(),
                    Cut.BEFORE_THE_CLIENT_HEARS_OF_IT, () -> {
                    })) {
                proxy.whenDeaf(() -> {
                    server.stop("immediate");
                    server.begin();
                });
                Cli.Result result = call("run", written(), "--target", url(proxy.port()));
                assertThat(proxy.hasCut()).isTrue();
                assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
                assertThat(rows(server)).isEqualTo("1");
                Cli.Result resumed = call("resume", lastRun(), "--target", url(proxy.port()));
                assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
                assertThat(rows(server)).isEqualTo("1");
                assertThat(journal()).contains("says committed");
            }
        }
    }

    /// The standby that is promoted has never heard of the COMMIT that the primary made: nobody can know that from its
    /// numbers. Unattended, everything is left alone.
    @Test
    void aPromotedStandbyThatLostTheCommitIsNotAsked() throws Exception {
        try (LocalServer primary = LocalServer.start("fsync=off")) {
            primary.session("CREATE TABLE t (a int)").close();
            try (LocalServer standby = primary.standby();
                    CuttingProxy proxy = new CuttingProxy("127.0.0.1", primary.port(),
                            Cut.BEFORE_THE_CLIENT_HEARS_OF_IT, () -> {
                            })) {
                try (Session session = standby.session("ALTER SYSTEM SET primary_conninfo = ''")) {
                    standby.reload();
                    Interpreter.awaited("nothing is streamed", () -> String.valueOf(session.execute(
                            "SELECT count(*) FROM pg_stat_wal_receiver").rows()).contains("0"));
                }
                proxy.whenDeaf(() -> {
                    primary.stop("immediate");
                    standby.promote();
                    proxy.redirect(standby.port());
                });
                Cli.Result result = call("run", written(), "--target", url(proxy.port()));
                assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
                assertThat(result.out()).contains("another timeline: 2, not 1",
                        "It is NOT KNOWN whether this took effect: Insert a row (one)").doesNotContain("Rolling back");
                assertThat(rows(standby)).isEqualTo("0");
                Cli.Result resumed = call("resume", lastRun(), "--target", url(proxy.port()));
                assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isEqualTo(2);
                assertThat(resumed.err()).contains("this is not where the run was made",
                        "timeline           then 1, now 2");
            }
        }
    }

    /// It changes no row, so that it has no number of its own accord, and yet others hear of its COMMIT.
    @Test
    void aTransactionWithoutANumberIsFoundOutAboutToo(TestDatabase database) throws Exception {
        Files.writeString(folder.resolve("doubt.yaml"), """
                runbook: doubt
                title: A message
                steps:
                  - id: told
                    name: Tell
                    transaction: always
                    sql: NOTIFY told, 'INSERT INTO'
                """);
        try (Connection listening = database.connect();
                CuttingProxy proxy = CuttingProxy.to(database,
                        Cut.BEFORE_THE_CLIENT_HEARS_OF_IT)) {
            try (Statement statement = listening.createStatement()) {
                statement.execute("LISTEN told");
            }
            Cli.Result result = call("run", folder.resolve("doubt.yaml").toString(), "--target", proxy.url(database));
            assertThat(proxy.hasCut()).isTrue();
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
            assertThat(journal()).contains("says committed");
            assertThat(listening.unwrap(PGConnection.class).getNotifications(5_000)).hasSize(1);
        }
    }

    /// No server is hurt, the network is: in the middle of a statement, and while a script runs between two.
    @Test
    void aLineThatIsCutInAStepIsToldAndTheRunIsGoneOnWith(TestDatabase database) throws Exception {
        execute(database, "CREATE TABLE t (a int)");
        Files.writeString(folder.resolve("doubt.yaml"), ONE + """
                  - id: waits
                    name: Wait for somebody
                    transaction: always
                    sql: |
                      INSERT INTO t VALUES (2);
                      SELECT pg_sleep(CASE WHEN to_regclass('enough') IS NULL THEN 600 ELSE 0 END)
                """);
        try (CuttingProxy proxy = CuttingProxy.idle(database)) {
            CompletableFuture<Cli.Result> run = CompletableFuture.supplyAsync(
                    () -> call("run", folder.resolve("doubt.yaml").toString(), "--target", proxy.url(database)));
            Interpreter.awaited("the statement runs", () -> cell(database, "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE state = 'active' AND datname = current_database() AND query LIKE 'SELECT pg_sleep%'")
                    .equals("1"));
            proxy.cutAll();
            Cli.Result cut = run.get(120, TimeUnit.SECONDS);
            assertThat(cut.exit()).as(cut.out() + cut.err()).isEqualTo(3);
            assertThat(cut.out()).contains("the connection was", "PARTLY UNDONE", "Nothing of the transaction is left.",
                    "is as it was before").doesNotContain("Not read of the catalog", "not known");
            assertThat(cell(database, "SELECT string_agg(a::text, ',') FROM t")).isEqualTo("1");
            execute(database, "CREATE TABLE enough ()");
            Cli.Result resumed = call("resume", lastRun(), "--target", proxy.url(database), "--wait", "60s");
            assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
            assertThat(cell(database, "SELECT string_agg(a::text, ',' ORDER BY a) FROM t")).isEqualTo("1,2");
        }
    }

    private Cli.Result cut(LocalServer server, Cut where, Runnable between) throws IOException {
        try (CuttingProxy proxy = new CuttingProxy("127.0.0.1", server.port(), where, between)) {
            Cli.Result result = call("run", written(), "--target", url(proxy.port()));
            assertThat(proxy.hasCut()).isTrue();
            return result;
        }
    }

    private String written() throws IOException {
        return Files.writeString(folder.resolve("doubt.yaml"), ONE).toString();
    }

    private Cli.Result call(String... arguments) {
        return Cli.withoutTarget().call(
                Stream.concat(Stream.of(arguments), Stream.of("--run-dir", folder.toString())).toArray(String[]::new));
    }

    private static String url(int port) {
        return "postgresql://postgres:secret@127.0.0.1:" + port + "/postgres";
    }

    private String journal() throws IOException {
        return Files.readString(folder.resolve("runs").resolve(lastRun()).resolve("journal.jsonl"));
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().toList().getLast().getFileName().toString();
        }
    }

    private static String rows(LocalServer server) {
        try (Session session = server.session()) {
            return String.valueOf(Objects.requireNonNull(session.execute("SELECT count(*) FROM t").rows()).rows()
                    .getFirst().getFirst());
        }
    }

    private static void execute(TestDatabase database, String sql) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String cell(TestDatabase database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
