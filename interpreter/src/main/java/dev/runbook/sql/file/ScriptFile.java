package dev.runbook.sql.file;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Utf8;
import dev.runbook.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A script's file as text. Of a large one the lines behind each `COPY … FROM STDIN` are looked through and left where they
/// are, so that a dump of any size takes no more memory than its statements.
public final class ScriptFile {
    /// Up to this many bytes a file is read whole.
    private static final long SMALL = 1 << 20;
    /// How the archives of `pg_dump --format=custom` begin.
    private static final byte[] ARCHIVE = "PGDMP".getBytes(StandardCharsets.US_ASCII);

    private ScriptFile() {}

    /// @param name what people call it
    /// @throws dev.runbook.problem.Refusal when it is not UTF-8
    /// @throws Utf8.TooLarge when even its statements do not fit into a quarter of the memory
    public static Source read(String name, Path file) throws IOException {
        refuseArchive(name, file);
        return Files.size(file) <= SMALL ? Utf8.read(name, file) : outline(name, file);
    }

    private static void refuseArchive(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Arrays.equals(in.readNBytes(ARCHIVE.length), ARCHIVE)) {
                throw new Refusal(Problem.error(new Source(name, "PGDMP …").span(0, ARCHIVE.length),
                        "this is an archive of pg_dump, not SQL",
                        "`restore: {file: …}` puts it back; as SQL, pg_dump writes it with --format=plain."));
            }
        }
    }

    /// The text without any inline data.
    static Source outline(String name, Path file) throws IOException {
        try (ScriptBytes bytes = new ScriptBytes(name, file, Utf8.most())) {
            return new Outliner(name, bytes).outline();
        }
    }
}
