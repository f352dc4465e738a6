package dev.runbook.sql.file;

import dev.runbook.problem.Utf8;
import dev.runbook.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A script's file as text. Of a large one the lines behind each `COPY … FROM STDIN` are looked through and left where they
/// are, so that a dump of any size takes no more memory than its statements.
public final class ScriptFile {
    /// Up to this many bytes a file is read whole.
    private static final long SMALL = 1 << 20;

    private ScriptFile() {}

    /// @param name what people call it
    /// @throws dev.runbook.problem.Refusal when it is not UTF-8
    /// @throws Utf8.TooLarge when even its statements do not fit into a quarter of the memory
    public static Source read(String name, Path file) throws IOException {
        return Files.size(file) <= SMALL ? Utf8.read(name, file) : outline(name, file);
    }

    /// The text without any inline data.
    static Source outline(String name, Path file) throws IOException {
        try (ScriptBytes bytes = new ScriptBytes(name, file, Utf8.most())) {
            return new Outliner(name, bytes).outline();
        }
    }
}
