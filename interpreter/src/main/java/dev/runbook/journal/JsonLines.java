package dev.runbook.journal;

import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import dev.runbook.value.ValueJson;
import java.io.PrintStream;

/// Tells the story to a program while it happens: the journal's lines, and live progress besides.
public final class JsonLines implements Listener {
    private final PrintStream out;

    public JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(Event event) {
        out.print(ValueJson.write(JournalWriter.line(event)) + "\n");
        out.flush();
    }
}
