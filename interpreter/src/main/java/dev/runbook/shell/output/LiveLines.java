package dev.runbook.shell.output;

import dev.runbook.shell.output.ShellOutput.Channel;
import dev.runbook.shell.output.ShellOutput.Listener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Cuts a stream into lines for whoever watches, as many as eyes can follow, and counts the others.
final class LiveLines {
    private static final int LONGEST = 4096;
    private static final int PER_WINDOW = 100;
    private static final long WINDOW_NANOS = 100_000_000;

    private final Channel channel;
    private final Listener listener;
    private final Object turn;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(256);
    private long windowStart = System.nanoTime() - WINDOW_NANOS;
    private int shown;
    private long skipped;

    /// @param turn the lock that both streams' listeners share
    LiveLines(Channel channel, Listener listener, Object turn) {
        this.channel = channel;
        this.listener = listener;
        this.turn = turn;
    }

    /// Takes bytes and answers how many line breaks were among them.
    long feed(byte[] bytes, int offset, int length) {
        long breaks = 0;
        int start = offset;
        int end = offset + length;
        openWindow();
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                breaks++;
                lineEnds(bytes, start, i);
                start = i + 1;
            }
        }
        keep(bytes, start, end);
        return breaks;
    }

    /// Shows a last line that has no line break.
    void finish() {
        if (pending.size() > 0) {
            show(new byte[0], 0, 0);
        }
        tellSkipped();
    }

    private void lineEnds(byte[] bytes, int start, int end) {
        if (shown < PER_WINDOW) {
            show(bytes, start, end);
        } else {
            skipped++;
            pending.reset();
        }
    }

    private void openWindow() {
        long now = System.nanoTime();
        if (now - windowStart >= WINDOW_NANOS) {
            windowStart = now;
            shown = 0;
            tellSkipped();
        }
    }

    private void tellSkipped() {
        if (skipped > 0) {
            synchronized (turn) {
                listener.skipped(channel, skipped);
            }
            skipped = 0;
        }
    }

    private void show(byte[] bytes, int start, int end) {
        shown++;
        keep(bytes, start, end);
        String line = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        synchronized (turn) {
            listener.line(channel, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
    }

    private void keep(byte[] bytes, int start, int end) {
        int room = Math.max(0, LONGEST - pending.size());
        pending.write(bytes, start, Math.min(room, end - start));
    }
}
