package dev.runbook.cli.terminal;

import dev.runbook.journal.RunDirectory;
import dev.runbook.run.Workshop;
import dev.runbook.story.Ending;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, SIGTERM and a closed terminal: the step at work is asked to end, and the run is brought to its end in good
/// order, report included, before the process goes with the run's own exit code. A second one leaves at once.
///
/// After a signal the JVM ends when its shutdown hooks have, so ours waits for the run. Java tells nobody of a second
/// signal, but it starts a thread for each, which then waits for the end of the hooks: so those threads are counted.
public final class Interrupts implements AutoCloseable {
    private static final long LAST_WORDS_SECONDS = 5;
    private static final long LOOK_MILLIS = 100;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Workshop workshop;
    private final Keyboard keyboard;
    private final Terminal terminal;
    private final RunDirectory directory;
    private final Thread hook = Thread.ofPlatform().name("interrupt").unstarted(this::heed);

    private Interrupts(Workshop workshop, Keyboard keyboard, Terminal terminal, RunDirectory directory) {
        this.workshop = workshop;
        this.keyboard = keyboard;
        this.terminal = terminal;
        this.directory = directory;
    }

    public static Interrupts to(Workshop workshop, Keyboard keyboard, Terminal terminal, RunDirectory directory) {
        Interrupts interrupts = new Interrupts(workshop, keyboard, terminal, directory);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /// The JVM ends when this does, so it waits for the run, and then for [Main] to halt with the run's exit code.
    private void heed() {
        int before = 0;
        int told = 0;
        try {
            do {
                before = workshop.interruption().wentOn() ? told : before;
                List<String> seen = signals();
                if (seen.size() - before > 1) {
                    leave();
                }
                if (seen.size() > told) {
                    told = seen.size();
                    stop(seen.contains("SIGINT"));
                }
                workshop.interruption().whileAsked(keyboard::giveUp);
            } while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            TimeUnit.SECONDS.sleep(LAST_WORDS_SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Who presses Ctrl-C is there to be asked what now; who sends SIGTERM, or has closed the terminal, is not.
    private void stop(boolean byKey) {
        if (!byKey) {
            workshop.leaveAlone();
        }
        workshop.interrupt();
        terminal.err().println("\nStopping: what is at work is asked to end. A second interrupt leaves at once.");
        terminal.err().flush();
    }

    /// The journal is on disk up to here, and the server ends what our sessions had not committed.
    private void leave() {
        terminal.out().println("\nLeft at once, as a second interrupt asked for. What was at work when it came may have"
                + " taken effect or not:\nthe journal in " + directory.path() + " tells what had begun.");
        terminal.out().flush();
        Runtime.getRuntime().halt(Ending.STOPPED.exitCode());
    }

    /// The signals that came, by the threads that the JVM has started for them.
    private static List<String> signals() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("SIG") && name.endsWith(" handler"))
                .map(name -> name.substring(0, name.indexOf(' '))).toList();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It is at work already.
        }
    }
}
