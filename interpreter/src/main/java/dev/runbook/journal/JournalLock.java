package dev.runbook.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The right to write a run's journal, which one process has at a time.
///
/// It is a file of its own that nobody reads: a process loses its lock on a file (`fcntl`) as soon as it closes the file
/// anywhere, and journals are read.
record JournalLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /// @throws IOException when another process has it, or the file cannot be made
    static JournalLock take(RunDirectory run) throws IOException {
        FileChannel channel = FileChannel.open(run.lock(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock lock = tried(channel);
        if (lock == null) {
            channel.close();
            throw new IOException("another process writes " + run.journal());
        }
        return new JournalLock(channel, lock);
    }

    /// Whether a process has it. Not to be asked by the one that does: it would lose it.
    static boolean isTaken(RunDirectory run) {
        try (FileChannel channel = FileChannel.open(run.lock(), StandardOpenOption.WRITE)) {
            return tried(channel) == null;
        } catch (IOException _) {
            return false;
        }
    }

    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
