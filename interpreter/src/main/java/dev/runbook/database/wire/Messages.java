package dev.runbook.database.wire;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the payloads of the protocol's messages are read.
/// Source: "Message Formats" in PostgreSQL's protocol chapter.
final class Messages {
    private Messages() {}

    static int int32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }

    static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /// Where the zero byte is that ends a text.
    static int terminator(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    static String text(byte[] bytes, int from, int end, Charset charset) {
        return new String(bytes, from, terminator(bytes, from, end) - from, charset);
    }

    static List<@Nullable String> row(byte[] bytes, int start, Charset charset) {
        @Nullable
        String[] cells = new @Nullable String[int16(bytes, start)];
        int at = start + 2;
        for (int i = 0; i < cells.length; i++) {
            int length = int32(bytes, at);
            at += 4;
            if (length >= 0) {
                cells[i] = new String(bytes, at, length, charset);
                at += length;
            }
        }
        return Collections.unmodifiableList(Arrays.asList(cells));
    }

    static List<Column> columns(byte[] bytes, int start, int end, Charset charset) {
        List<Column> columns = new ArrayList<>();
        int at = start + 2;
        for (int left = int16(bytes, start); left > 0; left--) {
            int stop = terminator(bytes, at, end);
            columns.add(new Column(new String(bytes, at, stop - at, charset), int32(bytes, stop + 7),
                    int32(bytes, stop + 13)));
            at = stop + 19;
        }
        return columns;
    }
}
