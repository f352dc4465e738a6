package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The program in a pseudo-terminal of its own, as a person sees it and types at it: `script`, of util-linux, makes one.
/// A process in between gives SIGINT its usual meaning, outlives a closed terminal, and writes down the exit code.
final class Pty implements AutoCloseable {
    private static final String WRAPPER = """
            $SIG{INT} = $SIG{HUP} = $SIG{TERM} = "IGNORE";
            ($folder, @command) = @ARGV;
            if (!($pid = fork)) { $SIG{INT} = $SIG{HUP} = $SIG{TERM} = "DEFAULT"; exec @command or die }
            sub told { open $f, ">", "$folder/$_[0].new"; print $f $_[1]; close $f; rename "$folder/$_[0].new", "$folder/$_[0]" }
            told("pid", $pid);
            waitpid $pid, 0;
            told("exit", $? & 127 ? 128 + ($? & 127) : $? >> 8);
            """;

    private final Path folder;
    private final Process script;
    private final StringBuilder screen = new StringBuilder();

    private Pty(Path folder, Process script) {
        this.folder = folder;
        this.script = script;
        Thread.ofVirtual().start(this::watch);
    }

    static boolean isPossible() {
        return List.of("script", "perl").stream().allMatch(program -> List.of("/usr/bin", "/bin", "/usr/local/bin")
                .stream().anyMatch(bin -> Files.isExecutable(Path.of(bin, program))));
    }

    /// @param folder of the test's own; what the wrapper writes goes there
    static Pty run(Path folder, TestDatabase database, Path runbook, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("perl", "-e", WRAPPER, folder.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "dev.runbook.cli.Main", "run", runbook.toString(), "--target", database.url(), "--run-dir",
                folder.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc",
                command.stream().map(Pty::quoted).collect(Collectors.joining(" ")), "/dev/null");
        builder.environment().putAll(java.util.Map.of("SHELL", "/bin/sh", "TERM", "xterm"));
        return new Pty(folder, builder.redirectErrorStream(true).start());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    void type(String keys) throws IOException {
        script.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        script.getOutputStream().flush();
    }

    void ctrlC() throws IOException {
        type("\u0003");
    }

    /// Closes the window: the program gets SIGHUP.
    void closeTerminal() {
        script.destroyForcibly();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, pid()).start().waitFor();
    }

    private String pid() {
        return read("pid");
    }

    void awaitShown(String text) {
        await("the screen shows \"" + text + "\"", () -> screen().contains(text));
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int exit() {
        await("the program ends", () -> Files.exists(folder.resolve("exit")));
        return Integer.parseInt(read("exit"));
    }

    String screen() {
        synchronized (screen) {
            return screen.toString();
        }
    }

    void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 1200; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(condition.getAsBoolean()).as(what + "; the screen:\n" + screen()).isTrue();
    }

    private String read(String name) {
        await("there is a file " + name, () -> Files.exists(folder.resolve(name)));
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch() {
        byte[] buffer = new byte[8192];
        try (InputStream out = script.getInputStream()) {
            for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
                synchronized (screen) {
                    screen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException _) {
            // The terminal was closed.
        }
    }

    @Override
    public void close() {
        if (Files.exists(folder.resolve("pid")) && !Files.exists(folder.resolve("exit"))) {
            ProcessHandle.of(Long.parseLong(pid())).ifPresent(ProcessHandle::destroyForcibly);
        }
        script.destroyForcibly();
    }
}
