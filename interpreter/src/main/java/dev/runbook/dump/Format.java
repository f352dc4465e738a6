package dev.runbook.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// pg_dump's formats.
public enum Format {
    CUSTOM, DIRECTORY, PLAIN, TAR;

    private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIRST_MEMBER = "toc.dat\0".getBytes(StandardCharsets.US_ASCII);

    /// The format of a runbook's word: `custom`, `directory`, `plain`, `tar`.
    public static Format of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// What a file is, by its first bytes; what is no archive is SQL.
    public static Format of(Path dump) throws IOException {
        if (Files.isDirectory(dump)) {
            return DIRECTORY;
        }
        try (InputStream in = Files.newInputStream(dump)) {
            byte[] head = in.readNBytes(FIRST_MEMBER.length);
            return begins(head, MAGIC) ? CUSTOM : begins(head, FIRST_MEMBER) ? TAR : PLAIN;
        }
    }

    /// pg_dump's and the language's word for it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether pg_restore reads it.
    public boolean isArchive() {
        return this != PLAIN;
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
