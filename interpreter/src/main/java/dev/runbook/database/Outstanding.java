package dev.runbook.database;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.jdbc.PgConnection;

/// Whether a statement is outstanding, and the mutex between sending and cancelling: a request to cancel goes
/// out only while the statement that it means is outstanding, and the next statement waits until the request
/// has been delivered. Without this a late cancel hits the next statement.
final class Outstanding {
    private final PgConnection connection;
    private final ReentrantLock mutex = new ReentrantLock();
    private boolean cancellable;

    Outstanding(PgConnection connection) {
        this.connection = connection;
    }

    void begin(boolean mayBeCancelled) {
        set(mayBeCancelled);
    }

    void end() {
        set(false);
    }

    /// The connection that carries the request ends when the server has passed it on, and the driver waits for
    /// that end.
    boolean cancel() {
        mutex.lock();
        try {
            if (cancellable) {
                connection.cancelQuery();
            }
            return cancellable;
        } catch (SQLException _) {
            return false;
        } finally {
            mutex.unlock();
        }
    }

    private void set(boolean next) {
        mutex.lock();
        try {
            cancellable = next;
        } finally {
            mutex.unlock();
        }
    }
}
