package dev.runbook.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Other people at work in a test's database: sessions that hold locks and sessions that wait for them.
public final class Contention implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database;
    private final List<Connection> connections = new ArrayList<>();

    public Contention(TestDatabase database) {
        this.database = database;
    }

    /// A session that has done this, and sits there.
    ///
    /// @param name its application's
    public Connection sits(String name, String... statements) throws SQLException {
        Connection connection = database.connect();
        connections.add(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = '" + name + "'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    /// A session that goes on with this, and may have to wait.
    ///
    /// @return done when the statement is, with its error if it has one
    public CompletableFuture<String> goesOn(Connection session, String sql) {
        return CompletableFuture.supplyAsync(() -> {
            try (Statement statement = session.createStatement()) {
                statement.execute(sql);
                return "";
            } catch (SQLException e) {
                return String.valueOf(e.getSQLState());
            }
        }, task -> Thread.ofVirtual().start(task));
    }

    /// Waits until so many sessions with such a name wait for a lock.
    public void awaitWaiting(String name, int count) throws SQLException {
        String sql = "SELECT count(DISTINCT l.pid) >= " + count + " FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                + " WHERE NOT l.granted AND a.application_name LIKE '" + name + "'";
        awaitTrue(sql);
    }

    /// Waits until a query of one boolean says true.
    public void awaitTrue(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            await(sql, () -> {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    return rows.next() && rows.getBoolean(1);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /// Waits until a file below a folder, found by its name, holds a text.
    public static void awaitText(Path folder, String file, String text) {
        await(text + " in " + file, () -> {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path found : files.filter(f -> f.endsWith(file)).toList()) {
                    if (Files.readString(found).contains(text)) {
                        return true;
                    }
                }
                return false;
            } catch (IOException | UncheckedIOException e) {
                return false;
            }
        });
    }

    public static void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not happen within " + PATIENCE.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.abort(Runnable::run);
        }
    }
}
