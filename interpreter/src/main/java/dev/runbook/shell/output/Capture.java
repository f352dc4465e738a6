package dev.runbook.shell.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keeps the first and the last 64 KiB of a stream, whatever its length.
final class Capture {
    static final int KEPT = 64 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    private byte[] tail = new byte[0];
    private long total;
    private long breaks;
    private boolean endsWithBreak = true;

    void feed(byte[] bytes, int offset, int length, long lineBreaks) {
        if (length == 0) {
            return;
        }
        int first = Math.min(length, KEPT - head.size());
        head.write(bytes, offset, first);
        intoTail(bytes, offset + first, length - first, Math.max(0, total - KEPT));
        total += length;
        breaks += lineBreaks;
        endsWithBreak = bytes[offset + length - 1] == '\n';
    }

    Captured captured() {
        long lines = breaks + (endsWithBreak ? 0 : 1);
        long beyond = total - head.size();
        byte[] last = lastBytes(beyond);
        if (beyond <= KEPT) {
            head.writeBytes(last);
            return new Captured(head.toString(StandardCharsets.UTF_8), "", total, lines, 0);
        }
        byte[] first = head.toByteArray();
        int headEnd = characterStart(first, first.length);
        int tailStart = afterPieces(last);
        return new Captured(new String(first, 0, headEnd, StandardCharsets.UTF_8),
                new String(last, tailStart, last.length - tailStart, StandardCharsets.UTF_8), total, lines,
                beyond - last.length + tailStart + (first.length - headEnd));
    }

    /// A ring: byte `n` beyond the head is at `n % KEPT`.
    private void intoTail(byte[] bytes, int offset, int length, long before) {
        if (length > 0 && tail.length == 0) {
            tail = new byte[KEPT];
        }
        int skip = Math.max(0, length - KEPT);
        for (int done = skip; done < length;) {
            int at = (int) ((before + done) % KEPT);
            int piece = Math.min(length - done, KEPT - at);
            System.arraycopy(bytes, offset + done, tail, at, piece);
            done += piece;
        }
    }

    private byte[] lastBytes(long beyond) {
        if (beyond <= KEPT) {
            return Arrays.copyOf(tail, (int) beyond);
        }
        int at = (int) (beyond % KEPT);
        byte[] last = Arrays.copyOfRange(tail, at, at + KEPT);
        System.arraycopy(tail, 0, last, KEPT - at, at);
        return last;
    }

    /// The end before a UTF-8 character that the cut went through.
    private static int characterStart(byte[] bytes, int end) {
        int start = end;
        while (start > end - 3 && start > 0 && isContinuation(bytes[start - 1])) {
            start--;
        }
        return start > 0 && (bytes[start - 1] & 0xC0) == 0xC0 ? start - 1 : end;
    }

    private static int afterPieces(byte[] bytes) {
        int start = 0;
        while (start < 3 && isContinuation(bytes[start])) {
            start++;
        }
        return start;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
