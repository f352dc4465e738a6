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
    /// How many statements were sent so far; the number of the one that is outstanding.
    private long number;

    Outstanding(PgConnection connection) {
        this.connection = connection;
    }

    void begin(boolean mayBeCancelled) {
        mutex.lock();
        try {
            cancellable = mayBeCancelled;
            number++;
        } finally {
            mutex.unlock();
        }
    }

    void end() {
        mutex.lock();
        try {
            cancellable = false;
        } finally {
            mutex.unlock();
        }
    }

    /// The number of the statement that is outstanding and may be cancelled, or 0.
    long current() {
        mutex.lock();
        try {
            return cancellable ? number : 0;
        } finally {
            mutex.unlock();
        }
    }

    /// The connection that carries the request ends when the server has passed it on, and the driver waits for
    /// that end.
    boolean cancel() {
        return cancel(0);
    }

    /// @param meant the number of the one statement that is meant, or 0 for whichever is outstanding
    boolean cancel(long meant) {
        mutex.lock();
        try {
            boolean outstanding = cancellable && (meant == 0 || meant == number);
            if (outstanding) {
                connection.cancelQuery();
            }
            return outstanding;
        } catch (SQLException _) {
            return false;
        } finally {
            mutex.unlock();
        }
    }
}
