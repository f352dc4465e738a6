package dev.runbook.testing;

import dev.runbook.sandbox.Sandbox;
import dev.runbook.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/// Two real servers of a test's own: a primary, and a hot standby that streams from it. The standby starts from a copy of
/// the stopped primary, so that only a server's own programs are needed.
public final class TestReplica implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of("wal_level", "replica", "wal_keep_size", "1GB",
            "wal_receiver_status_interval", "1s", "max_standby_streaming_delay", "-1");

    private final Sandbox primary;
    private final Sandbox standby;
    private final TestPostgres server;

    private TestReplica(Sandbox primary, Sandbox standby) {
        this.primary = primary;
        this.standby = standby;
        this.server = TestPostgres.on(primary);
    }

    /// Starts both, and waits until the standby streams.
    public static TestReplica start() {
        return start(Map.of());
    }

    /// @param settings of both servers
    public static TestReplica start(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        Sandbox primary = Sandbox.start(SandboxOptions.standard().withSettings(all));
        try {
            Sandbox standby = standbyOf(primary);
            TestReplica replica = new TestReplica(primary, standby);
            replica.follow();
            return replica;
        } catch (RuntimeException | Error e) {
            primary.close();
            throw e;
        }
    }

    private static Sandbox standbyOf(Sandbox primary) {
        Path signal = primary.dataDirectory().resolve("standby.signal");
        primary.stop();
        try {
            Files.createFile(signal);
            Sandbox standby = primary.startCopy();
            Files.delete(signal);
            primary.startAgain();
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The primary, which makes databases.
    public TestPostgres primary() {
        return server;
    }

    /// The same database on the standby, as soon as it has got there. Closing it does nothing of use.
    public TestDatabase onStandby(TestDatabase database) {
        awaitReplay();
        return new TestDatabase(server, standby.host() + ":" + standby.port(), database.name(), standby.user(),
                standby.password());
    }

    /// The standby receives, but shows nothing newer than now.
    public void pauseReplay() {
        onStandby("SELECT pg_wal_replay_pause()");
        Contention.await("the replay is paused",
                () -> "paused".equals(onStandby("SELECT pg_get_wal_replay_pause_state()")));
    }

    public void resumeReplay() {
        onStandby("SELECT pg_wal_replay_resume()");
    }

    /// Waits until the standby has replayed what the primary has written by now.
    public void awaitReplay() {
        String written = onPrimary("SELECT pg_current_wal_lsn()");
        Contention.await("the standby has caught up",
                () -> "t".equals(onStandby("SELECT pg_last_wal_replay_lsn() >= '" + written + "'")));
    }

    /// Makes the standby a primary of its own.
    public void promote() {
        onStandby("SELECT pg_promote()");
    }

    /// Cuts the standby off, as an outage would; the primary sees no standby any more.
    public void stopStandby() {
        standby.crash();
        Contention.await("the primary has no standby", () -> "0".equals(
                onPrimary("SELECT count(*) FROM pg_stat_replication")));
    }

    /// Asks the primary for one value.
    public String onPrimary(String sql) {
        return value(primary, sql);
    }

    /// Asks the standby for one value.
    public String onStandby(String sql) {
        return value(standby, sql);
    }

    private void follow() {
        onStandby("ALTER SYSTEM SET primary_conninfo = 'host=%s port=%d user=%s password=%s application_name=standby_1'"
                .formatted(primary.host(), primary.port(), primary.user(), primary.password()));
        onStandby("SELECT pg_reload_conf()");
        Contention.await("the standby streams", () -> "t".equals(
                onPrimary("SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')")));
    }

    private static String value(Sandbox server, String sql) {
        String url = "jdbc:postgresql://%s:%d/postgres".formatted(server.host(), server.port());
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
