package dev.runbook.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// How large a dump is and what its bytes hash to.
///
/// @param sha256 that of the file; of a directory, what `cd DIR && sha256sum * | sha256sum` prints in the C locale
public record Fingerprint(long bytes, String sha256) {

    /// Reads all of a file, or of the files in a directory.
    public static Fingerprint of(Path dump) throws IOException {
        if (!Files.isDirectory(dump)) {
            return new Fingerprint(Files.size(dump), hash(dump));
        }
        StringBuilder sums = new StringBuilder();
        for (Path file : files(dump)) {
            sums.append(hash(file)).append("  ").append(file.getFileName()).append('\n');
        }
        return new Fingerprint(size(dump), hex(digest().digest(sums.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /// The bytes of a file, or of the files in a directory; 0 when it isn't there.
    public static long size(Path dump) throws IOException {
        if (!Files.isDirectory(dump)) {
            return Files.exists(dump) ? Files.size(dump) : 0;
        }
        long bytes = 0;
        for (Path file : files(dump)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString())).toList();
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
