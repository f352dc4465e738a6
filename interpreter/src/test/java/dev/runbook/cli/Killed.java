package dev.runbook.cli;

import dev.runbook.cli.terminal.Halting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The program in a process of its own, which can be killed: at its n-th milestone, or after a while.
record Killed(Path folder, String target) {
    static final int EXIT = 137;

    /// Calls the program and lets it end by itself.
    Cli.Result call(String... arguments) {
        return wait(start(0, arguments), null);
    }

    /// Calls the program, which dies at its n-th milestone unless it ends before that.
    Cli.Result dyingAt(long milestone, String... arguments) {
        return wait(start(milestone, arguments), null);
    }

    /// Calls the program and kills it after so many milliseconds, unless it has ended by then.
    Cli.Result dyingAfter(long milliseconds, String... arguments) {
        return wait(start(0, arguments), milliseconds);
    }

    /// The name of the last run that was begun, or null.
    @Nullable
    String lastRun() throws IOException {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return null;
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(run -> Files.exists(run.resolve("journal.jsonl"))).map(Path::getFileName)
                    .map(Path::toString).sorted().reduce((_, last) -> last).orElse(null);
        }
    }

    private Process start(long milestone, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-D"
                        + Halting.PROPERTY + "=" + milestone,
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--target", target, "--run-dir", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output().toFile())
                .redirectError(errors().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.equals("DATABASE_URL"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cli.Result wait(Process process, @Nullable Long milliseconds) {
        try {
            if (milliseconds != null && !process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            return new Cli.Result(process.waitFor(), Files.readString(output(), StandardCharsets.UTF_8),
                    Files.readString(errors(), StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path output() {
        return folder.resolve("out.txt");
    }

    private Path errors() {
        return folder.resolve("err.txt");
    }
}
