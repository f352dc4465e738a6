package dev.runbook.http;

import dev.runbook.http.HttpResult.Body;
import dev.runbook.shell.output.Captured;
import dev.runbook.shell.output.OutputFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a body: its first MiB into memory, and all of it into a file when it is longer.
final class BodyKeeper {
    static final int KEPT = 1024 * 1024;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final OutputFilter filter;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private long total;

    BodyKeeper(Path file, OutputFilter filter) {
        this.file = file;
        this.filter = filter;
    }

    /// Reads to the end.
    ///
    /// @throws UncheckedIOException when the file can't be written
    /// @throws IOException when the body can't be read
    Body read(InputStream in, String contentType) throws IOException {
        Charset charset = charset(contentType);
        try (in; OutputStream filtered = new Filtered()) {
            if (charset.equals(StandardCharsets.UTF_8)) {
                in.transferTo(filtered);
            } else {
                Writer transcoded = new OutputStreamWriter(filtered, StandardCharsets.UTF_8);
                new InputStreamReader(in, charset).transferTo(transcoded);
                transcoded.flush();
            }
            filter.finish(this::keep);
        } finally {
            closeFile();
        }
        String text = head.toString(StandardCharsets.UTF_8);
        return new Body(total > KEPT ? text + Captured.missing(total - KEPT) : text, total, total > KEPT,
                total > KEPT ? file : null);
    }

    /// Secrets are looked for in UTF-8, so that is what the filter gets.
    private final class Filtered extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            filter.feed(bytes, offset, length, BodyKeeper.this::keep);
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        int room = Math.min(length, KEPT - head.size());
        head.write(bytes, offset, room);
        total += length;
        if (total > KEPT) {
            try {
                spill(bytes, offset, length, room);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void spill(byte[] bytes, int offset, int length, int kept) throws IOException {
        OutputStream to = out;
        if (to == null) {
            to = Files.newOutputStream(file);
            out = to;
            head.writeTo(to);
            to.write(bytes, offset + kept, length - kept);
        } else {
            to.write(bytes, offset, length);
        }
    }

    private void closeFile() throws IOException {
        OutputStream to = out;
        if (to != null) {
            to.close();
        }
    }

    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
