package dev.runbook.shell.output;

import dev.runbook.shell.output.ShellOutput.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries one output stream of a process through the filter to the log, the memory and the listener.
public final class Pump implements Runnable {
    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final OutputStream log;
    private final OutputFilter filter;
    private final LiveLines lines;
    private final Capture capture = new Capture();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object state = new Object();
    private boolean closed;
    private @Nullable String logTrouble;

    /// @param turn the lock that the pumps of one process share, so that its listener is called by one at a time
    public Pump(Channel channel, InputStream in, ShellOutput output, Object turn) {
        this.in = in;
        this.log = channel == Channel.STDOUT ? output.stdoutLog() : output.stderrLog();
        this.filter = output.filter().get();
        this.lines = new LiveLines(channel, output.listener(), turn);
    }

    /// Reads until the end. The stream's own lock is held all the while: a process stream's close at the exit of the
    /// process waits for it, else it would cut off what a child of the script (`tee`, say) has yet to write.
    @Override
    public void run() {
        synchronized (in) {
            try {
                byte[] chunk = new byte[CHUNK];
                for (int n = in.read(chunk); n >= 0 && take(chunk, n); n = in.read(chunk)) {
                    // everything happens in take()
                }
            } catch (IOException _) {
                // closed under our hands by close(), which has taken note of everything by then
            } finally {
                ended.countDown();
            }
        }
    }

    /// Whether the stream has ended by itself in that time.
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Ends the stream, also when a process that nobody waits for still holds its other end.
    public Captured close() {
        synchronized (state) {
            if (!closed) {
                closed = true;
                filter.finish(this::see);
                lines.finish();
                flush();
            }
        }
        try {
            in.close();
        } catch (IOException _) {
            // nothing was to be read from it any more
        }
        return capture.captured();
    }

    /// Why the log is not whole, or null when it is.
    public @Nullable String logTrouble() {
        return logTrouble;
    }

    private boolean take(byte[] chunk, int length) {
        synchronized (state) {
            if (!closed) {
                filter.feed(chunk, 0, length, this::see);
            }
            return !closed;
        }
    }

    private void see(byte[] bytes, int offset, int length) {
        write(bytes, offset, length);
        capture.feed(bytes, offset, length, lines.feed(bytes, offset, length));
    }

    /// A log that can't be written must not stop the script, which would wait forever for a reader.
    private void write(byte[] bytes, int offset, int length) {
        if (logTrouble == null) {
            try {
                synchronized (log) {
                    log.write(bytes, offset, length);
                }
            } catch (IOException e) {
                logTrouble = String.valueOf(e.getMessage());
            }
        }
    }

    private void flush() {
        try {
            synchronized (log) {
                log.flush();
            }
        } catch (IOException e) {
            logTrouble = String.valueOf(e.getMessage());
        }
    }
}
