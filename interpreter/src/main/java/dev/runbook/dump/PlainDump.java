package dev.runbook.dump;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A dump that is SQL. What reads it runs it, so that it is whole can only be seen by its last lines.
public final class PlainDump {
    private static final int TAIL = 4_096;
    private static final String END = "\n--\n-- PostgreSQL database dump complete\n--\n";
    private static final String UNRESTRICT = "\\unrestrict ";

    private PlainDump() {}

    /// Whether pg_dump wrote it to its end. Newer ones let a line follow the mark that ends psql's restricted mode.
    public static boolean isWhole(Path file) throws IOException {
        String tail = tail(file);
        int end = tail.lastIndexOf(END);
        return end >= 0 && tail.substring(end + END.length()).lines()
                .allMatch(line -> line.isBlank() || line.startsWith(UNRESTRICT));
    }

    private static String tail(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1);
        }
    }
}
