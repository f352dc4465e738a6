package dev.runbook.script;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Says why a file could not be opened in the operating system's words, as psql does.
final class FileErrors {
    private FileErrors() {}

    /// Rows that can be kept nowhere until they are printed.
    static Refusal ofSpool(IOException e) {
        return new Refusal(Problem.error(null, "the result cannot be kept until it is printed: " + words(e),
                "Free some space where the run's folder is."));
    }

    static String words(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case FileSystemException refused when refused.getReason() != null -> refused.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
