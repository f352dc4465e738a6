package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The program as a process of its own, which can be stopped and killed.
final class Interpreter implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Interpreter(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Interpreter start(Path folder, String... arguments) throws IOException {
        return start(folder, List.of(), arguments);
    }

    /// @param around a command that starts the one it is given
    static Interpreter start(Path folder, List<String> around, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"), "dev.runbook.cli.Main"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("DATABASE_URL"));
        return new Interpreter(builder.start(), output);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitOutput(String text) {
        await("it says \"" + text + "\"", () -> output().contains(text));
    }

    void await(String what, BooleanSupplier condition) {
        awaited(what + "; it said:\n" + output(), condition);
    }

    static void awaited(String what, BooleanSupplier condition) {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    int exit() throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends; it said:\n" + output()).isTrue();
        return process.exitValue();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
