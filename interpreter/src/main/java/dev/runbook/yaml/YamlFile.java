package dev.runbook.yaml;

import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Utf8;
import dev.runbook.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The way from bytes to text: UTF-8, of a size that a person could have written.
public final class YamlFile {
    /// How many bytes a file may have.
    public static final int LARGEST = 1024 * 1024;

    private YamlFile() {}

    /// Reads a file's text, or says why it can't be read.
    public static @Nullable Source load(Path file, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(file.toString(), in.readNBytes(LARGEST + 1), problems);
        } catch (NoSuchFileException _) {
            problems.error(null, "there is no file " + file,
                    "Check the path; it is looked for from " + directory(file));
        } catch (AccessDeniedException _) {
            problems.error(null, "the file " + file + " may not be read",
                    "Check its permissions (ls -l " + file + ").");
        } catch (IOException e) {
            problems.error(null, "the file " + file + " can't be read", Files.isDirectory(file)
                    ? "It is a directory; name a file in it."
                    : "The system says: " + e.getMessage());
        }
        return null;
    }

    /// Decodes UTF-8, with or without a byte order mark.
    public static @Nullable Source decode(String name, byte[] bytes, Problems problems) {
        if (bytes.length > LARGEST) {
            problems.error(null, "the file " + name + " is larger than 1 MB",
                    "A runbook is a page of text: put large SQL or data into files of their own, with `sql_file:`.");
            return null;
        }
        Charset wide = wide(bytes);
        if (wide != null) {
            problems.error(new Source(name, new String(bytes, wide)).span(0, 0), "this file is not UTF-8 but " + wide,
                    "Save it as UTF-8 (in a shell: iconv -f " + wide + " -t UTF-8).");
            return null;
        }
        int mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        return utf8(name, ByteBuffer.wrap(bytes, mark, bytes.length - mark), problems);
    }

    private static @Nullable Source utf8(String name, ByteBuffer bytes, Problems problems) {
        try {
            return Utf8.decode(name, bytes);
        } catch (Refusal e) {
            e.problems().forEach(problems::add);
            return null;
        }
    }

    /// UTF-16 or UTF-32 by their byte order marks, or by the zero bytes that ASCII letters have there.
    private static @Nullable Charset wide(byte[] bytes) {
        int first = bytes.length < 2 ? -1 : Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
        boolean four = bytes.length >= 4 && bytes[2] == 0 && bytes[3] == 0;
        if (first == 0xFFFE || (first > 0 && (first & 0xFF) == 0)) {
            return four ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
        }
        if (first == 0xFEFF || (first > 0 && first < 0x100)) {
            return StandardCharsets.UTF_16BE;
        }
        return first == 0 && bytes.length >= 4 ? Charset.forName("UTF-32BE") : null;
    }

    private static String directory(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? "/" : parent + ".";
    }
}
