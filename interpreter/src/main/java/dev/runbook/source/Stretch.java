package dev.runbook.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/// Bytes that stay in their file until they are wanted, and must be the same then.
///
/// @param start the index of the first byte
/// @param end the index behind the last one
/// @param checksum CRC-32C of the bytes
/// @param stamp of the file when they were read
public record Stretch(Path file, long start, long end, long checksum, Stamp stamp) {

    /// By what an edited file is told from one that was left alone.
    public record Stamp(long size, long modified, @Nullable Object key) {
        public static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
        }
    }

    public long length() {
        return end - start;
    }

    /// The bytes, as they were.
    ///
    /// @throws IOException when they are not there any more, or are others; reading fails where the file changes meanwhile
    public InputStream open() throws IOException {
        Stamp now = Stamp.of(file);
        if (!now.equals(stamp) && (now.size() < end || computed() != checksum)) {
            throw changed(file);
        }
        return new Bytes(this, now);
    }

    private long computed() throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(new Bytes(this, Stamp.of(file)), new CRC32C())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    private static IOException changed(Path file) {
        return new IOException(file.getFileName() + " was changed after it had been checked");
    }

    /// Reads a stretch, and looks at its end whether the file is still what it was.
    private static final class Bytes extends InputStream {
        private final Path path;
        private final Stamp stamp;
        private final RandomAccessFile file;
        private long left;

        Bytes(Stretch stretch, Stamp stamp) throws IOException {
            this.path = stretch.file();
            this.stamp = stamp;
            this.left = stretch.length();
            this.file = new RandomAccessFile(path.toFile(), "r");
            file.seek(stretch.start());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int got = file.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(got, 0);
            if (got < 0 || (left == 0 && !Stamp.of(path).equals(stamp))) {
                throw changed(path);
            }
            return got;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
