package dev.runbook.journal;

import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Appends each event as one line of JSON, and forces it to disk before it returns where an effect may follow.
///
/// One process writes a journal: it holds the lock beside it. After a failed write or a failed fsync every further
/// event is refused, since what the disk holds is not known any more.
public final class JournalWriter implements Listener, AutoCloseable {
    static final long VERSION = 1;

    private final Path file;
    private final Object identity;
    private final FileChannel channel;
    private final JournalLock lock;
    private @Nullable JournalFailure broken;

    private JournalWriter(Path file, FileChannel channel, JournalLock lock) throws IOException {
        this.file = file;
        this.identity = identity(file);
        this.channel = channel;
        this.lock = lock;
    }

    /// Opens the journal of a run for appending.
    ///
    /// @throws IOException when it cannot be opened, or another process writes it
    public static JournalWriter open(RunDirectory run) throws IOException {
        JournalLock lock = JournalLock.take(run);
        try {
            FileChannel channel = FileChannel.open(run.journal(),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            cutTornLine(channel);
            return new JournalWriter(run.journal(), channel, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// What a crash cut off announces nothing, and must not become one with the next line.
    private static void cutTornLine(FileChannel channel) throws IOException {
        long end = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            channel.read(last.clear(), end - 1);
            if (last.get(0) == '\n') {
                break;
            }
            end--;
        }
        if (end < channel.size()) {
            channel.truncate(end);
            channel.force(true);
        }
        channel.position(end);
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
            append(ValueJson.write(line(event)) + "\n");
            if (mustLast(event)) {
                channel.force(false);
                refuseUnlessThere();
            }
        } catch (IOException e) {
            broken = new JournalFailure(e);
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
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

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
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
