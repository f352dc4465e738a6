package dev.runbook.journal;

import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Appends each event as one line of JSON, and forces it to disk before it returns where an effect may follow.
///
/// One process writes a journal: it holds the lock beside it. After a failed write or a failed fsync every further
/// event is refused, since what the disk holds is not known any more. The file is no channel: a thread that is interrupted
/// while it writes would close one, and with it the journal of all others.
public final class JournalWriter implements Listener, AutoCloseable {
    static final long VERSION = 1;

    private final Path file;
    private final Object identity;
    private final RandomAccessFile out;
    private final JournalLock lock;
    private @Nullable JournalFailure broken;

    private JournalWriter(Path file, RandomAccessFile out, JournalLock lock) throws IOException {
        this.file = file;
        this.identity = identity(file);
        this.out = out;
        this.lock = lock;
    }

    /// Opens the journal of a run for appending.
    ///
    /// @throws IOException when it cannot be opened, or another process writes it
    public static JournalWriter open(RunDirectory run) throws IOException {
        JournalLock lock = JournalLock.take(run);
        try {
            if (!Files.exists(run.journal())) {
                Files.createFile(run.journal(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            RandomAccessFile out = new RandomAccessFile(run.journal().toFile(), "rw");
            cutTornLine(out);
            return new JournalWriter(run.journal(), out, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// What a crash cut off announces nothing, and must not become one with the next line.
    private static void cutTornLine(RandomAccessFile file) throws IOException {
        long end = file.length();
        while (end > 0) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                break;
            }
            end--;
        }
        if (end < file.length()) {
            file.setLength(end);
            file.getFD().sync();
        }
        file.seek(end);
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Progress) {
            return;
        }
        if (broken != null) {
            throw broken;
        }
        try {
            out.write((ValueJson.write(line(event)) + "\n").getBytes(StandardCharsets.UTF_8));
            if (mustLast(event)) {
                out.getFD().sync();
                refuseUnlessThere();
            }
        } catch (IOException e) {
            broken = new JournalFailure(e);
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        lock.close();
    }

    /// What is written to a file that somebody has removed is lost, though nothing says so.
    private void refuseUnlessThere() throws IOException {
        if (!identity(file).equals(identity)) {
            throw new IOException(file + " was replaced by another file");
        }
    }

    private static Object identity(Path file) throws IOException {
        try {
            return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException _) {
            throw new IOException(file + " was removed");
        }
    }

    static Value line(Event event) {
        Map<String, Value> line = new LinkedHashMap<>();
        line.put("v", Value.of(VERSION));
        if (EventJson.write(event) instanceof Value.Dictionary(Map<String, Value> fields)) {
            line.putAll(fields);
        }
        return Value.of(line);
    }

    /// A verdict, a reading or a step's end allows no effect by itself and is forced out with whatever comes next: the
    /// next step's start is on disk before that step does anything, and the run's end before the run ends.
    private static boolean mustLast(Event event) {
        return switch (event) {
            case Event.Progress _,Event.Judged _,Event.StepSkipped _,Event.StepFinished _,Event.Watched _,Event.Tried _,Event.CatalogRead _ ->
                false;
            case Event.RunStarted _,Event.Called _,Event.TakenUp _,Event.Performed _,Event.StepStarted _,Event.Armed _,Event.Disarmed _,Event.Effect _,Event.Answered _,Event.Decided _,Event.RecoveryStarted _,Event.FollowupsDue _,Event.RunFinished _ ->
                true;
        };
    }
}
