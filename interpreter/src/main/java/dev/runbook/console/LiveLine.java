package dev.runbook.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The one line on a terminal that says what is at work, written over and over by a thread of its own; nowhere else.
final class LiveLine {
    /// A step that is over sooner is not worth a line.
    private static final long PATIENCE_MILLIS = 150;
    private static final long BEAT_MILLIS = 200;
    private static final String ERASE = "\r\u001b[2K";

    private final PrintStream out;
    private final @Nullable IntSupplier columns;
    private @Nullable LiveText text;
    private long since;
    private String shown = "";
    private boolean started;

    /// @param columns how wide the terminal is now, or null where there is none
    LiveLine(PrintStream out, @Nullable IntSupplier columns) {
        this.out = out;
        this.columns = columns;
    }

    /// A step begins.
    synchronized void begin(LiveText step) {
        if (columns != null) {
            text = step;
            since = System.nanoTime();
            beat();
        }
    }

    /// The step at work says how far it is.
    synchronized void progress(String line) {
        if (text != null) {
            text = text.with(line);
        }
    }

    /// Nothing is at work, or somebody is asked something: the line stays away.
    synchronized void end() {
        text = null;
        erase();
    }

    /// Makes room for a line that stays, broken between words where there is a terminal to be wider than.
    synchronized void print(String line) {
        printAsItIs(columns == null ? line : Wrap.words(line, columns.getAsInt()));
    }

    /// The same for what has columns of its own: a table, a difference, code.
    synchronized void printAsItIs(String line) {
        erase();
        out.println(line);
        out.flush();
        notifyAll();
    }

    /// A line that stays, no longer than the terminal is wide; whole where there is none.
    synchronized String fitted(String line) {
        return columns == null ? line : LiveText.cut(line, columns.getAsInt() - 1);
    }

    /// The same with an end that is cut away last.
    synchronized String fitted(String line, String end) {
        return columns == null
                ? line + end
                : fitted(LiveText.cut(line, Math.max(LiveText.LEAST_NAME, columns.getAsInt() - 1 - LiveText.width(end)))
                        + end);
    }

    private void erase() {
        if (!shown.isEmpty()) {
            out.print(erasing());
            out.flush();
            shown = "";
        }
    }

    /// A terminal that was made narrower meanwhile has broken the line into several.
    private String erasing() {
        int rows = columns == null ? 0 : (LiveText.width(shown) - 1) / Math.max(1, columns.getAsInt());
        return rows <= 0 ? ERASE : "\r\u001b[" + rows + "A\u001b[J";
    }

    private void beat() {
        if (!started) {
            started = true;
            Thread.ofPlatform().daemon().name("live line").start(this::paintAgainAndAgain);
        }
        notifyAll();
    }

    private synchronized void paintAgainAndAgain() {
        try {
            while (true) {
                wait(text == null ? 0 : shown.isEmpty() ? PATIENCE_MILLIS : BEAT_MILLIS);
                paint();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void paint() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - since);
        if (text != null && columns != null && elapsed.toMillis() >= PATIENCE_MILLIS) {
            String line = text.line(elapsed, columns.getAsInt());
            if (!line.equals(shown)) {
                out.print(erasing() + line);
                out.flush();
                shown = line;
            }
        }
    }
}
