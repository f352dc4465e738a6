package dev.runbook.shell;

import dev.runbook.shell.output.ShellOutput;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program that runs a script that says a GiB, and logs it; started in a small heap by a test.
final class Gigabyte {
    private Gigabyte() {}

    public static void main(String[] arguments) throws Exception {
        Path log = Path.of(arguments[0]);
        try (OutputStream out = Files.newOutputStream(log)) {
            ShellResult result = Shell.run(Shell.bash("""
                    (yes '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde' || true) | head -c 134217728
                    head -c 8388608 /dev/zero | tr '\\0' '\\n'
                    head -c 931135488 /dev/zero""", Path.of(".")), ShellOutput.memoryOnly().withLog(out));
            System.out.printf("exit %d, %d bytes, %d lines, log %d%n", result.exit(), result.stdout().bytes(),
                    result.stdout().lines(), Files.size(log));
        }
    }
}
