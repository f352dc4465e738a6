package dev.runbook.console;

import java.io.PrintStream;

/// The one line on a terminal that says what is at work, written over and over; nowhere else.
final class LiveLine {
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean terminal;
    private boolean shown;

    LiveLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void show(String text) {
        if (terminal) {
            String line = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
            out.print("\r\u001b[2K" + line.replaceAll("\\p{Cntrl}", " "));
            out.flush();
            shown = true;
        }
    }

    synchronized void clear() {
        if (shown) {
            out.print("\r\u001b[2K");
            shown = false;
        }
    }
}
