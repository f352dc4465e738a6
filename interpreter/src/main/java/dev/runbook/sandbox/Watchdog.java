package dev.runbook.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A tiny process that outlives ours by a moment: it waits for its standard input to end, which the operating system
/// sees to however we end (close, exit, Ctrl-C, kill -9), and then stops the server and removes its folder.
final class Watchdog {
    /// The signals of the terminal are meant for us, not for it. What it does comes as arguments, never as source.
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            while read -r _; do :; done
            folder=$1
            shift
            "$@" >/dev/null 2>&1
            rm -rf -- "$folder"
            """;

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    static Watchdog over(Path folder, List<String> stopCommand) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "runbook-sandbox", folder.toString()));
        command.addAll(stopCommand);
        return new Watchdog(Program.builder(Path.of("/"), command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /// Has the server stopped and its folder removed, and waits for that.
    void release() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("the sandbox's watchdog could not be told to end", e);
        }
    }
}
