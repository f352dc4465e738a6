package dev.runbook.sandbox;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A program run to its end, in English and untouched by the caller's `PG*` variables.
final class Program {
    private Program() {}

    /// How a program ended, and what it printed (both streams together).
    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /// Runs a command to its end. A program that can't be started counts as failed, with the reason as its output.
    static Result run(Path directory, List<String> command) {
        try {
            Process process = builder(directory, command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.error(null, "interrupted while running " + command.getFirst(), ""));
        }
    }

    static ProcessBuilder builder(Path directory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        return builder;
    }

    /// The folders of the PATH, in its order.
    static Stream<Path> searchPath() {
        String path = System.getenv("PATH");
        return path == null
                ? Stream.empty()
                : Stream.of(path.split(":", -1)).filter(folder -> !folder.isEmpty()).map(Path::of);
    }

    /// Where a program stands on the PATH.
    static Optional<Path> find(String name) {
        return searchPath().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    }
}
