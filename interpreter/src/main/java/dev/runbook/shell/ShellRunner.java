package dev.runbook.shell;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.output.Pump;
import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.output.ShellOutput.Channel;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.shell.process.ProcessGroup.Patience;
import dev.runbook.shell.process.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts scripts, each in a session of its own, so that the terminal's Ctrl-C reaches us and not them, and that they
/// can be ended with all their children.
///
/// A script is a file that only we can read, in a directory that only we can enter: error messages name its lines as
/// the runbook counts them, and no command in it can eat the rest of it from standard input, which is empty.
public final class ShellRunner implements AutoCloseable {
    private static final String JNU = System.getProperty("sun.jnu.encoding", "UTF-8");

    private final Patience patience;
    private final List<String> session;
    private @Nullable Path directory;

    public ShellRunner() {
        this(Patience.DEFAULT);
    }

    /// @param patience how long a script that is to end is waited for
    public ShellRunner(Patience patience) {
        this.patience = patience;
        this.session = Programs.ownSession();
    }

    /// Runs a script to its end.
    ///
    /// @throws Refusal when it can't be started: no such directory, no such interpreter, an impossible variable
    /// @throws InterruptedException when the thread is interrupted; the script is being ended then
    public ShellResult run(ShellJob job, ShellOutput output) throws InterruptedException {
        ShellRun run = start(job, output);
        try {
            return run.await();
        } catch (InterruptedException e) {
            run.cancel();
            throw e;
        }
    }

    /// Starts a script; its first command runs after the listener's `started` has returned.
    ///
    /// @throws Refusal when it can't be started: no such directory, no such interpreter, an impossible variable
    public ShellRun start(ShellJob job, ShellOutput output) {
        JobCheck.check(job);
        Map<String, String> late = new LinkedHashMap<>();
        Path script = job.host() == null ? scriptFile(job.script()) : null;
        Process process = launch(builder(job, script, late));
        try {
            ProcessGroup group = ProcessGroup.of(process.pid());
            output.listener().started(group);
            ShellRun run = pumped(process, group, job, output, script);
            speak(process, job, late);
            return run;
        } catch (RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @Override
    public void close() {
        Path made = directory;
        if (made != null) {
            try {
                Files.deleteIfExists(made);
            } catch (IOException _) {
                // a script is still at work; the system empties its directory for temporary files
            }
        }
    }

    private ProcessBuilder builder(ShellJob job, @Nullable Path script, Map<String, String> late) {
        Host host = job.host();
        ChildEnvironment environment = job.environment();
        Map<String, String> variables = host == null ? environment.complete() : environment.inherited();
        List<String> command = new ArrayList<>(session);
        command.add(variables.keySet().stream().allMatch(ShellLine::isName) ? "/bin/sh" : "bash");
        command.addAll(List.of("-c", ShellLine.GATE, "sh"));
        command.addAll(host == null ? job.interpreter() : host.reach(ShellLine.BOOTSTRAP));
        if (script != null) {
            command.add(script.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(job.cwd().toFile());
        fill(builder.environment(), variables, late);
        return builder;
    }

    /// Variables that are ours already are left alone, so that their bytes stay what they are whatever the locale; a
    /// text that the locale has no bytes for goes through the gate.
    private static void fill(Map<String, String> target, Map<String, String> wanted, Map<String, String> late) {
        CharsetEncoder encoder = Charset.forName(JNU).newEncoder();
        target.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, value) -> {
            if (!value.equals(target.get(name))) {
                if (encoder.canEncode(value)) {
                    target.put(name, value);
                } else {
                    late.put(name, value);
                }
            }
        });
    }

    private static Process launch(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the script can't be started: " + e.getMessage(),
                    "Variables may take 128 KiB each, and a few MiB together; a program must be executable."));
        }
    }

    private ShellRun pumped(Process process, ProcessGroup group, ShellJob job, ShellOutput output,
            @Nullable Path script) {
        Object turn = new Object();
        Pump stdout = new Pump(Channel.STDOUT, process.getInputStream(), output, turn);
        Pump stderr = new Pump(Channel.STDERR, process.getErrorStream(), output, turn);
        Thread.ofVirtual().name("shell-stdout").start(stdout);
        Thread.ofVirtual().name("shell-stderr").start(stderr);
        return new ShellRun(process, group, stdout, stderr, job, script, patience);
    }

    /// Opens the gate, and says whatever else is to come over standard input; a host's is left open.
    private static void speak(Process process, ShellJob job, Map<String, String> late) {
        Host host = job.host();
        String stdin = job.stdin();
        if (host != null) {
            String line = ShellLine.open(late, true) + ShellLine.remote(job, host.directory());
            Thread.ofVirtual().name("shell-stdin").start(() -> write(process.getOutputStream(), line, false));
        } else if (stdin != null) {
            String line = ShellLine.open(late, true) + stdin;
            Thread.ofVirtual().name("shell-stdin").start(() -> write(process.getOutputStream(), line, true));
        } else {
            write(process.getOutputStream(), ShellLine.open(late, false), true);
        }
    }

    private static void write(OutputStream out, String text, boolean last) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (last) {
                out.close();
            }
        } catch (IOException _) {
            // the process has ended without reading all; its exit code and its output say why
        }
    }

    private Path scriptFile(String script) {
        try {
            Path parent = directory;
            if (parent == null) {
                parent = Files.createTempDirectory("runbook-");
                directory = parent;
            }
            return Files.writeString(Files.createTempFile(parent, "step-", ".sh"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
