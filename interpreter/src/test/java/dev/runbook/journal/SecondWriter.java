package dev.runbook.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process that would write a journal: it says whether it may.
final class SecondWriter {
    private SecondWriter() {}

    public static void main(String[] arguments) {
        try (JournalWriter _ = JournalWriter.open(new RunDirectory(Path.of(arguments[0])))) {
            System.out.print("may write");
        } catch (IOException e) {
            System.out.print(e.getMessage());
        }
    }

    /// What such a process says.
    static String says(RunDirectory run) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                SecondWriter.class.getName(), run.path().toString()).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
