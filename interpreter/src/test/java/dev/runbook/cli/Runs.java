package dev.runbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The runs of a test on one target: begun by one verb, and told of, taken up or undone by another.
///
/// @param folder where they are kept, and the runbook, too
record Runs(Path folder, String target) {

    /// Runs a runbook in this process.
    Cli.Result run(String runbook, String... more) {
        return call(Stream.concat(Stream.of("run", written(runbook)), Stream.of(more)).toArray(String[]::new));
    }

    /// Runs a runbook in a process of its own.
    Interpreter started(String runbook, String... more) throws IOException {
        return Interpreter.start(folder, all(Stream.concat(Stream.of("run", written(runbook)), Stream.of(more))
                .toArray(String[]::new)));
    }

    /// A verb with its arguments, on the target and these runs.
    Cli.Result call(String... arguments) {
        return Cli.withoutTarget().call(all(arguments));
    }

    /// The same runs on another target.
    Runs on(String other) {
        return new Runs(folder, other);
    }

    String[] all(String... arguments) {
        return Stream.concat(Stream.of(arguments),
                Stream.of("--target", target, "--run-dir", folder.toString())).toArray(String[]::new);
    }

    /// The runbook in a file.
    String written(String runbook) {
        try {
            return Files.writeString(folder.resolve("r.yaml"), runbook).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name of the last run.
    String last() {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().reduce((_, last) -> last).orElseThrow().getFileName()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last run's report.
    String report() {
        return file("report.md");
    }

    /// The last run's journal.
    String journal() {
        return file("journal.jsonl");
    }

    private String file(String name) {
        try {
            return Files.readString(folder.resolve("runs").resolve(last()).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
