package dev.runbook.sql.file;

import dev.runbook.problem.Refusal;
import dev.runbook.problem.Utf8;
import dev.runbook.source.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Goes through a file of any size, by lines that are kept and stretches of data that are only looked at.
final class ScriptBytes implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /// The longest line that ends data: `\.`, carriage return, line feed.
    private static final int MARK = 4;
    /// Of a line with a byte that is not UTF-8, how much is shown before and behind it.
    private static final int SHOWN = 200;

    private final String name;
    private final Path path;
    private final long most;
    private final RandomAccessFile file;
    private final Stretch.Stamp stamp;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    /// Where in the file the buffer begins.
    private long base;
    private long kept;
    /// The number of the line that is read next, and where it begins.
    private int line = 1;
    private long lineStart;

    /// @param most how many bytes of statements fit
    ScriptBytes(String name, Path path, long most) throws IOException {
        this.name = name;
        this.path = path;
        this.most = most;
        this.stamp = Stretch.Stamp.of(path);
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    /// Lines of data.
    record Data(Stretch bytes, int lines) {}

    /// The next line with its line feed, or null at the end.
    ///
    /// @throws Refusal when it is not UTF-8
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended && fill(1) > 0) {
            int end = lineEnd();
            ended = end > position && buffer[end - 1] == '\n';
            keep(end - position);
            whole.write(buffer, position, end - position);
            position = end;
        }
        if (whole.size() == 0) {
            return null;
        }
        byte[] bytes = whole.toByteArray();
        Utf8Check check = new Utf8Check();
        int wrong = withoutNul(bytes, check);
        if (wrong >= 0 || !check.isComplete()) {
            throw wrong(lineStart + (wrong < 0 ? bytes.length - 1 : wrong));
        }
        nextLine();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// A NUL in a statement is found by who reads the script.
    private static int withoutNul(byte[] bytes, Utf8Check check) {
        int from = 0;
        int wrong = check.check(bytes, from, bytes.length);
        while (wrong >= 0 && bytes[wrong] == 0) {
            from = wrong + 1;
            wrong = check.check(bytes, from, bytes.length);
        }
        return wrong;
    }

    /// The lines up to the one that ends data, or to the end of the file.
    ///
    /// @throws Refusal when they are not UTF-8
    Data data() throws IOException {
        long start = base + position;
        int first = line;
        CRC32C checksum = new CRC32C();
        Utf8Check check = new Utf8Check();
        while (fill(MARK) > 0 && !(base + position == lineStart && endsData())) {
            int end = lineEnd();
            int wrong = check.check(buffer, position, end);
            if (wrong >= 0) {
                throw wrong(base + wrong);
            }
            checksum.update(buffer, position, end - position);
            position = end;
            if (buffer[end - 1] == '\n') {
                nextLine();
            }
        }
        if (!check.isComplete()) {
            throw wrong(base + position - 1);
        }
        int lines = line - first + (base + position > lineStart ? 1 : 0);
        return new Data(new Stretch(path, start, base + position, checksum.getValue(), stamp), lines);
    }

    /// @throws IOException when somebody writes to the file meanwhile
    void requireUnchanged() throws IOException {
        if (!Stretch.Stamp.of(path).equals(stamp)) {
            throw new IOException("somebody is writing to it");
        }
    }

    /// Puts what stands in the file from one place up to another into an array.
    void copy(long start, int length, byte[] target, int offset) throws IOException {
        file.seek(start);
        file.readFully(target, offset, length);
    }

    private byte[] bytes(long start, long end) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(end - start)];
        copy(start, bytes.length, bytes, 0);
        return bytes;
    }

    long size() {
        return stamp.size();
    }

    private void nextLine() {
        line++;
        lineStart = base + position;
    }

    private void keep(int bytes) throws IOException {
        kept += bytes;
        if (kept > most) {
            throw Utf8.TooLarge.statements(most);
        }
    }

    /// Behind the next line feed, or else where the buffer ends.
    private int lineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, limit);
    }

    private boolean endsData() {
        boolean marked = limit - position >= 2 && buffer[position] == '\\' && buffer[position + 1] == '.';
        int behind = position + 2;
        if (marked && behind < limit && buffer[behind] == '\r') {
            behind++;
        }
        return marked && (behind == limit || buffer[behind] == '\n');
    }

    /// Reads on until so many bytes are there, or the file ends.
    ///
    /// @return how many are there
    private int fill(int count) throws IOException {
        if (limit - position >= count) {
            return limit - position;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        base += position;
        limit -= position;
        position = 0;
        for (int got = 0; got >= 0 && limit < BUFFER;) {
            limit += got;
            got = limit < BUFFER ? file.read(buffer, limit, BUFFER - limit) : -1;
        }
        return limit;
    }

    /// @param at where in the file the byte stands
    private Refusal wrong(long at) throws IOException {
        long from = Math.max(lineStart, at - (1 << 20));
        String before = new String(bytes(from, at), StandardCharsets.UTF_8);
        String behind = new String(bytes(at, Math.min(size(), at + SHOWN)), StandardCharsets.UTF_8);
        byte wrong = bytes(at, at + 1)[0];
        return Utf8.refusal(name, before, behind.lines().findFirst().orElse(""), line, wrong);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
