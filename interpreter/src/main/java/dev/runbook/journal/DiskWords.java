package dev.runbook.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/// What the system says when a file cannot be read or written: some of Java's exceptions name the file alone.
public final class DiskWords {
    private DiskWords() {}

    public static String of(IOException trouble) {
        return trouble instanceof AccessDeniedException denied && denied.getReason() == null
                ? denied.getFile() + ": permission denied"
                : trouble instanceof FileSystemException file && file.getReason() == null
                        ? file.getFile() + ": " + file.getClass().getSimpleName().replace("Exception", "")
                                .replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                        : String.valueOf(trouble.getMessage());
    }
}
