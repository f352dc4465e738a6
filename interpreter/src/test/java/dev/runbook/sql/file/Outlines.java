package dev.runbook.sql.file;

import dev.runbook.source.Source;
import java.io.IOException;
import java.nio.file.Path;

/// Reads files of any size as large ones are read.
public final class Outlines {
    private Outlines() {}

    public static Source of(String name, Path file) throws IOException {
        return ScriptFile.outline(name, file);
    }
}
