package dev.runbook.testing;

/// A real PostgreSQL server of a test's own.
public interface ServerFixture extends AutoCloseable {
    int port();

    /// For pgjdbc, as a superuser.
    default String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres";
    }

    /// For psql and its like.
    default String libpqUrl() {
        return "postgresql://postgres@127.0.0.1:" + port() + "/postgres";
    }

    @Override
    void close();
}
