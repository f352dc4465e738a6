package dev.runbook.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// An empty database of a test's own, on the test run's server.
///
/// @param address host and port, `127.0.0.1:5432`
public record TestDatabase(TestPostgres server, String address, String name, String user,
        String password) implements AutoCloseable {

    /// In libpq's spelling, with the password.
    public String url() {
        return "postgresql://%s:%s@%s/%s".formatted(user, password, address, name);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://%s/%s".formatted(address, name);
    }

    public String host() {
        return address.substring(0, address.lastIndexOf(':'));
    }

    public int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /// A new connection, to be closed by who asked for it.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    @Override
    public void close() {
        server.drop(name);
    }
}
