package dev.runbook.shell;

import dev.runbook.shell.output.Captured;
import dev.runbook.shell.output.Pump;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.shell.process.ProcessGroup.Member;
import dev.runbook.shell.process.ProcessGroup.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A script at work. One thread awaits its end; any thread may cancel it.
public final class ShellRun {
    /// How long output may still come after the script's end, from a `tee` behind it say, before what holds the
    /// stream is ended.
    private static final Duration DRAIN = Duration.ofMillis(500);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Process process;
    private final ProcessGroup group;
    private final Pump stdout;
    private final Pump stderr;
    private final ShellJob job;
    private final @Nullable Path script;
    private final Patience patience;
    private final long begin = System.nanoTime();
    private final FutureTask<List<Member>> ending = new FutureTask<>(this::end);
    private volatile boolean timedOut;
    private volatile boolean cancelled;

    ShellRun(Process process, ProcessGroup group, Pump stdout, Pump stderr, ShellJob job,
            @Nullable Path script, Patience patience) {
        this.process = process;
        this.group = group;
        this.stdout = stdout;
        this.stderr = stderr;
        this.job = job;
        this.script = script;
        this.patience = patience;
    }

    public ProcessGroup group() {
        return group;
    }

    /// Asks the script and all its children to end; they are made to when they don't. Returns at once.
    public void cancel() {
        cancelled = true;
        Thread.ofVirtual().name("shell-cancel").start(ending);
    }

    /// Waits until the script and its children have ended, or could not be ended.
    ///
    /// @throws InterruptedException when the thread is interrupted; the script then goes on
    public ShellResult await() throws InterruptedException {
        if (!exitsInTime()) {
            timedOut = !cancelled;
            ending.run();
            process.waitFor(patience.kill().toNanos(), TimeUnit.NANOSECONDS);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        List<Member> leftovers = leftovers(took);
        removeScript();
        List<Member> survivors = timedOut || cancelled || !leftovers.isEmpty() ? ended() : List.of();
        return new ShellResult(process.isAlive() ? -1 : process.exitValue(), timedOut, cancelled, captured(stdout),
                captured(stderr), took, leftovers, survivors, logTrouble());
    }

    /// Waits for the exit or the time limit, and not for a leader that even its cancellation could not end.
    private boolean exitsInTime() throws InterruptedException {
        Duration limit = job.timeout();
        long end = limit == null ? Long.MAX_VALUE : limit.toNanos();
        for (long left = end; left > 0 && !ending.isDone(); left = end - (System.nanoTime() - begin)) {
            if (process.waitFor(Math.min(left, SHORT.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return process.waitFor(0, TimeUnit.NANOSECONDS);
    }

    private List<Member> leftovers(Duration took) throws InterruptedException {
        if (timedOut || cancelled) {
            return List.of();
        }
        stdout.awaitEnd(DRAIN);
        stderr.awaitEnd(DRAIN);
        List<Member> left = group.leftovers(took.compareTo(SHORT) < 0);
        if (left.isEmpty()) {
            return left;
        }
        ending.run();
        return left;
    }

    private List<Member> ended() throws InterruptedException {
        try {
            return ending.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the processes of the script could not be ended", e.getCause());
        }
    }

    private List<Member> end() throws InterruptedException {
        if (job.host() != null && process.isAlive()) {
            closeLifeline();
            process.waitFor(patience.interrupt().toNanos(), TimeUnit.NANOSECONDS);
        }
        return group.end(patience);
    }

    /// The host notices, and ends the script there.
    private void closeLifeline() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // the connection is gone already
        }
    }

    private void removeScript() {
        try {
            if (script != null) {
                Files.deleteIfExists(script);
            }
        } catch (IOException _) {
            // it is in the system's directory for temporary files, which is emptied
        }
    }

    private static Captured captured(Pump pump) throws InterruptedException {
        pump.awaitEnd(DRAIN);
        return pump.close();
    }

    private @Nullable String logTrouble() {
        return stdout.logTrouble() != null ? stdout.logTrouble() : stderr.logTrouble();
    }
}
