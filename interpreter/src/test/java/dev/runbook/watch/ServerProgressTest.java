package dev.runbook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.locks.Lookout;
import dev.runbook.database.locks.ServerProgress;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.Surroundings;
import dev.runbook.testing.Contention;
import dev.runbook.testing.LocalPostgres;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// How far the server says that its own long work has come, from real work that is slowed down.
@RealPostgres
@Timeout(180)
class ServerProgressTest {
    private static final String[] SLOW = {"""
            CREATE FUNCTION slow(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
            BEGIN
              IF current_setting('test.slow', true) = 'on' THEN PERFORM pg_sleep(0.05); END IF;
              RETURN n;
            END $$""", "CREATE TABLE orders (id int) WITH (fillfactor = 10, autovacuum_enabled = off)",
            "INSERT INTO orders SELECT generate_series(1, 5000)", "CREATE INDEX by_id ON orders (id)",
            "CREATE INDEX by_slow ON orders (slow(id))", "SET test.slow = 'on'", "SET vacuum_cost_delay = 100",
            "SET vacuum_cost_limit = 1", "SET max_parallel_maintenance_workers = 0"};

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE INDEX again ON orders (slow(id)) | CREATE INDEX | building index: scanning table | true
            VACUUM orders                           | VACUUM       | scanning heap                  | true
            CLUSTER orders USING by_id              | CLUSTER      | rebuilding index               | false
            """)
    void thePhaseOfLongWorkIsShownWithItsBar(String sql, String command, String phase, boolean bar,
            TestDatabase database) throws SQLException {
        try (Contention work = new Contention(database); Lookout lookout = lookout(database)) {
            Connection session = work.sits("work", SLOW);
            int pid = pid(session);
            Future<?> _ = work.goesOn(session, sql);
            ServerProgress seen = await(lookout, pid, phase);
            assertThat(seen.command()).isEqualTo(command);
            assertThat(seen.relation()).isEqualTo("orders");
            assertThat(SightText.progress(seen, new Pace())).contains(phase + " (" + command + " on orders)")
                    .matches(text -> !bar || text.matches("\\[[#-]{10}] \\d+ %, .*"));
        }
    }

    @Test
    void aCopyWithoutAnEndSaysHowMuchItHasDone(TestDatabase database) throws SQLException {
        try (Contention work = new Contention(database); Lookout lookout = lookout(database)) {
            Connection session = work.sits("work", "CREATE TABLE orders (id int)");
            int pid = pid(session);
            CopyIn copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY orders FROM STDIN");
            byte[] rows = "12345\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(rows, 0, rows.length);
            copy.flushCopy();
            ServerProgress seen = await(lookout, pid, "");
            assertThat(seen.command()).isEqualTo("COPY FROM");
            assertThat(SightText.progress(seen, new Pace())).matches("[\\d,]+ bytes, COPY FROM on orders");
            copy.cancelCopy();
        }
    }

    /// Its session is a walsender, and found as a script's children are: by the name that they were given.
    @Test
    void aBaseBackupShowsHowMuchItHasSent(@TempDir Path folder) throws Exception {
        String program = LocalPostgres.program("pg_basebackup");
        try (TestPostgres server = TestPostgres.with(Map.of("wal_level", "replica", "max_wal_senders", "4"));
                TestDatabase database = server.newDatabase();
                Lookout lookout = lookout(database)) {
            ProcessBuilder slow = new ProcessBuilder(program, "--max-rate=32k", "--checkpoint=fast",
                    "--wal-method=none",
                    "--progress", "-D", folder.resolve("copy").toString()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            slow.environment().putAll(Map.of("PGHOST", database.host(), "PGPORT", String.valueOf(database.port()),
                    "PGUSER", database.user(), "PGPASSWORD", database.password(), "PGAPPNAME", "copies"));
            Process copies = slow.start();
            try {
                Contention.await("its session is seen", () -> !lookout.backends("copies", List.of()).isEmpty());
                int pid = lookout.backends("copies", List.of()).getFirst().pid();
                ServerProgress seen = await(lookout, pid, "streaming database files");
                assertThat(SightText.progress(seen, new Pace()))
                        .matches("\\[[#-]{10}] \\d+ %, .*streaming database files \\(BASE BACKUP\\)");
            } finally {
                copies.destroyForcibly().onExit().join();
            }
        }
    }

    @Test
    void theBarBeginsTheLine() {
        assertThat(new Gauge(0.437, java.time.Duration.ofMillis(12_700), "building index").text())
                .isEqualTo("[####------] 43 %, about 12s left, building index");
        assertThat(new Gauge(-1, null, "5 rows").text()).isEqualTo("5 rows");
        assertThat(new Gauge(1.2, null, "").text()).isEqualTo("[##########] 100 %");
    }

    private static ServerProgress await(Lookout lookout, int pid, String phase) {
        AtomicReference<ServerProgress> found = new AtomicReference<>();
        Contention.await("progress of " + phase, () -> {
            lookout.progress(List.of(pid)).stream().filter(now -> now.phase().equals(phase))
                    .filter(now -> !phase.isEmpty() || now.done() > 0).forEach(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private static Lookout lookout(TestDatabase database) {
        return Lookout.open(ConnectionSettings.of(new ConnectionSettings.Written(database.url(), "test", null),
                new Surroundings(Map.of(), "nobody", Path.of("/tmp"))), "looks");
    }

    private static int pid(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
