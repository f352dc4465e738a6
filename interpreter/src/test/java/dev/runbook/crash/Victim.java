package dev.runbook.crash;

import dev.runbook.cli.Cli;
import dev.runbook.cli.terminal.Halting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The program in a process of its own, which can be killed: at a named point, at its n-th, or after a while.
public record Victim(Path folder, String target) {
    private static final int KILLED = 137;

    /// A call that has ended.
    ///
    /// @param points which it passed, in their order
    /// @param timed whether it was to be killed after a while, wherever it was by then
    public record Ended(int exit, String said, List<String> points, boolean timed) {
        public boolean killed() {
            return exit == KILLED;
        }

        /// Where it was when it died.
        String place() {
            String last = points.isEmpty() ? "its start" : points.getLast();
            return timed ? "some time after " + last : last;
        }
    }

    /// Calls the program and lets it end by itself.
    public Ended call(String... arguments) {
        return wait(start(true, "", arguments), null);
    }

    /// Calls the program, which dies at its n-th point unless it ends before that.
    public Ended dyingAt(long point, String... arguments) {
        return wait(start(false, Long.toString(point), arguments), null);
    }

    /// Calls the program, which dies at the first of these points unless it ends without passing one.
    public Ended dyingAt(Collection<String> points, String... arguments) {
        return wait(start(false, String.join(",", points), arguments), null);
    }

    /// Calls the program and kills it after so many milliseconds, unless it has ended by then.
    public Ended dyingAfter(long milliseconds, String... arguments) {
        return wait(start(false, "", arguments), milliseconds);
    }

    /// The name of the last run that was begun, or null.
    public @Nullable String lastRun() {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return null;
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(run -> Files.exists(run.resolve("journal.jsonl"))).map(Path::getFileName)
                    .map(Path::toString).sorted().reduce((_, last) -> last).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The report of a run, as `runbook report RUN --stable` prints it.
    String report(String run) {
        return Cli.withoutTarget().call("report", run, "--stable", "--run-dir", folder.toString()).out();
    }

    /// The folder of a run.
    public Path run(String name) {
        return folder.resolve("runs").resolve(name);
    }

    private Process start(boolean ends, String at, String... arguments) {
        List<String> command = Program.command(ends, "-D" + Halting.PROPERTY + "=" + at,
                "-D" + Halting.LOG + "=" + log());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--run-dir", folder.toString(), "--target", target));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(output().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.equals("DATABASE_URL")
                || name.startsWith("GITHUB_"));
        try {
            Files.deleteIfExists(log());
            Process process = builder.start();
            var _ = process.onExit().thenRun(() -> Program.ended(command));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended wait(Process process, @Nullable Long milliseconds) {
        try {
            if (milliseconds != null && !process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            int exit = process.waitFor();
            return new Ended(exit, Files.readString(output()),
                    Files.exists(log()) ? Files.readAllLines(log()) : List.of(), milliseconds != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path output() {
        return folder.resolve("said.txt");
    }

    private Path log() {
        return folder.resolve("points.txt");
    }
}
