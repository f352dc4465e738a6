package dev.runbook.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// What the person types, read by a thread of its own when it is asked for, so that a question can be given up while it
/// waits. The line that then comes belongs to the next question.
public final class Keyboard {
    private final BufferedReader in;
    private final BlockingQueue<Typed> arrived = new LinkedBlockingQueue<>();
    private volatile Runnable room = () -> {
    };
    private boolean reading;

    /// What ends the wait for a line.
    sealed interface Typed {
        /// A line.
        record Line(String text) implements Typed {}

        /// There will be no more: the input has ended, or the terminal is gone.
        record End() implements Typed {}

        /// The question was given up.
        record GivenUp() implements Typed {}
    }

    public Keyboard(BufferedReader in) {
        this.in = in;
    }

    /// Has room made on the terminal before each question.
    public void before(Runnable question) {
        room = question;
    }

    /// A question is about to be printed.
    void makeRoom() {
        room.run();
    }

    /// Waits for a line.
    Typed read() {
        arrived.removeIf(Typed.GivenUp.class::isInstance);
        listen();
        try {
            Typed typed = arrived.take();
            if (!(typed instanceof Typed.GivenUp)) {
                reading = typed instanceof Typed.End;
            }
            if (typed instanceof Typed.End) {
                arrived.add(typed);
            }
            return typed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Typed.GivenUp();
        }
    }

    /// Ends the wait for a line, if anybody waits. Any thread may call it.
    void giveUp() {
        arrived.add(new Typed.GivenUp());
    }

    private void listen() {
        if (!reading) {
            reading = true;
            Thread.ofPlatform().daemon().name("keyboard").start(() -> {
                String line = line();
                arrived.add(line == null ? new Typed.End() : new Typed.Line(line));
            });
        }
    }

    /// A terminal that was closed cannot be read any more: the same as the end of the input.
    private @Nullable String line() {
        try {
            return in.readLine();
        } catch (IOException _) {
            return null;
        }
    }
}
