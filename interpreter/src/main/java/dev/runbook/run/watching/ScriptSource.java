package dev.runbook.run.watching;

import dev.runbook.shell.ShellJob;
import dev.runbook.shell.ShellResult;
import dev.runbook.shell.ShellRun;
import dev.runbook.shell.ShellRunner;
import dev.runbook.shell.output.OutputFilter;
import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.shell.process.ProcessGroup.Patience;
import dev.runbook.value.Value;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Samples of a script. One that ends is run for each sample, and its whole output is the sample. One that goes on, such
/// as `tail -f`, is left running, and each sample is what it has written since the last. Which of the two it is shows
/// when it has been running for a while: half an output must not pass for a sample.
public final class ScriptSource implements SampleSource {
    /// The kind of the effect that tells its process group: it looks at the run's work, and is none of it.
    public static final String KIND = "watch";
    private static final int KEPT = 200;
    private static final Duration GOES_ON = Duration.ofSeconds(5);
    private static final Duration GOES_ON_AND_TALKS = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ShellRunner shell;
    private final ShellJob job;
    private final Supplier<OutputFilter> filter;
    private final Consumer<ProcessGroup> started;
    private final Deque<String> lines = new ArrayDeque<>();
    private long count;
    private @Nullable ShellRun run;
    private @Nullable ShellResult result;
    private @Nullable Thread waiter;
    private long begun;
    private volatile boolean enough;

    /// @param started is told of each process group, so that a later run can find it
    public ScriptSource(ShellRunner shell, ShellJob job, Supplier<OutputFilter> filter,
            Consumer<ProcessGroup> started) {
        this.shell = shell;
        this.job = job;
        this.filter = filter;
        this.started = started;
    }

    @Override
    public @Nullable Sample take() {
        if (waiter == null) {
            begin();
        }
        try {
            Thread waiting = waiter;
            while (waiting != null && !waiting.join(PAUSE) && !goesOn()) {
                if (enough) {
                    return null;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return sample();
    }

    @Override
    public void enough() {
        enough = true;
    }

    @Override
    public synchronized @Nullable Sample last() {
        return count == 0 ? null : sample();
    }

    private synchronized boolean goesOn() {
        Duration running = Duration.ofNanos(System.nanoTime() - begun);
        return running.compareTo(GOES_ON) > 0 || (count > 0 && running.compareTo(GOES_ON_AND_TALKS) > 0);
    }

    /// Ends a script that goes on, and returns when it has ended: the run may be over right after this, and with it
    /// whoever could still end anything.
    @Override
    public void close() {
        ShellRun open = run;
        Thread waiting = waiter;
        if (open != null && waiting != null) {
            open.cancel();
            try {
                waiting.join(Patience.DEFAULT.total().plus(PAUSE));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void begin() {
        ShellRun next = shell.start(job, new ShellOutput(OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), filter, new Lines()));
        run = next;
        begun = System.nanoTime();
        waiter = Thread.ofVirtual().name("sampler").start(() -> {
            try {
                ended(next.await());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void ended(ShellResult end) {
        result = end;
    }

    private synchronized Sample sample() {
        Map<String, Value> fields = new LinkedHashMap<>();
        String text = String.join("\n", lines);
        fields.put("stdout", Value.of(text));
        fields.put("stderr", Value.of(""));
        fields.put("lines", Value.of(count));
        fields.put("exit", Value.Null.NULL);
        fields.put("value", count == 1 && text.strip().matches("-?\\d{1,15}")
                ? Value.of(Long.parseLong(text.strip()))
                : count == 1 ? Value.of(text) : Value.Null.NULL);
        ShellResult end = result;
        if (end != null) {
            fields.put("exit", Value.of(end.exit()));
            fields.put("stderr", Value.of(end.stderr().value()));
            result = null;
            waiter = null;
        }
        lines.clear();
        count = 0;
        boolean failed = end != null && end.exit() != 0 && !end.cancelled() && text.isEmpty()
                && !end.stderr().value().isEmpty();
        return failed && end != null
                ? Sample.failed("exit code " + end.exit() + ": " + end.stderr().value().lines().findFirst().orElse(""))
                : Sample.of(fields);
    }

    /// Keeps the last lines, and counts all.
    private final class Lines implements ShellOutput.Listener {
        @Override
        public void started(ProcessGroup group) {
            started.accept(group);
        }

        @Override
        public void line(ShellOutput.Channel channel, String line) {
            synchronized (ScriptSource.this) {
                if (channel == ShellOutput.Channel.STDOUT) {
                    count++;
                    lines.addLast(line);
                    if (lines.size() > KEPT) {
                        lines.removeFirst();
                    }
                }
            }
        }

        @Override
        public void skipped(ShellOutput.Channel channel, long skipped) {
            synchronized (ScriptSource.this) {
                count += channel == ShellOutput.Channel.STDOUT ? skipped : 0;
            }
        }
    }
}
