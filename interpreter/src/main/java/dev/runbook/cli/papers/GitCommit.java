package dev.runbook.cli.papers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The Git commit that a file is at, as the real git says it.
final class GitCommit {
    private GitCommit() {}

    /// The short hash, with `+changes` when the file differs from it; empty outside of Git.
    static String of(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !inGit(folder)) {
            return "";
        }
        String commit = git(folder, "rev-parse", "--short", "HEAD");
        String changes = git(folder, "status", "--porcelain", "--", absolute.toString());
        return commit == null || commit.isEmpty()
                ? ""
                : changes == null || changes.isEmpty() ? commit : commit + "+changes";
    }

    private static boolean inGit(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String git(Path folder, String... arguments) {
        try {
            List<String> command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : null;
        } catch (IOException | InterruptedException _) {
            return null;
        }
    }
}
