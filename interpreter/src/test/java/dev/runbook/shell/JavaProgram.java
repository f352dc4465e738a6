package dev.runbook.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A class of these tests as a program of its own, for what depends on how a JVM is started.
final class JavaProgram {
    private JavaProgram() {}

    static ProcessBuilder of(Class<?> main, String argument, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", place(ShellRunner.class) + ":" + place(main), main.getName(), argument));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static String place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
