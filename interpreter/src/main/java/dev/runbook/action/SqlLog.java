package dev.runbook.action;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.script.ScriptOutput;
import dev.runbook.value.MaskingStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The log of a SQL step: what psql would have printed, with the secrets taken out.
final class SqlLog implements ScriptOutput, AutoCloseable {
    private final Writer log;
    private final Tools tools;
    private final MaskingStream mask;

    private SqlLog(Writer log, Tools tools) {
        this.log = log;
        this.tools = tools;
        this.mask = tools.secrets().mask().stream();
    }

    static SqlLog open(Tools tools) {
        try {
            return new SqlLog(Files.newBufferedWriter(tools.log("out"), StandardCharsets.UTF_8), tools);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void text(String text) {
        try {
            log.write(mask.feed(text));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// Whoever reads the log while the step runs finds there what was said by now.
    @Override
    public void tell(String line) {
        tools.progress(line);
        try {
            log.flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public OutputStream data() {
        return new Decoding();
    }

    @Override
    public Path scratch() {
        return tools.runFolder();
    }

    @Override
    public Path directory() {
        return tools.cwd();
    }

    @Override
    public void close() {
        try (log) {
            log.write(mask.finish());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static Refusal broken(IOException e) {
        return new Refusal(Problem.error(null, "the step's log cannot be written: " + e.getMessage(),
                "Free some space where the run's folder is."));
    }

    /// Data that becomes text, wherever its bytes are cut.
    private final class Decoding extends OutputStream {
        private static final int MOST = 8192;

        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        private final ByteBuffer bytes = ByteBuffer.allocate(MOST);
        private final CharBuffer characters = CharBuffer.allocate(MOST);

        @Override
        public void write(int b) {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            for (int at = offset; at < offset + length;) {
                int count = Math.min(bytes.remaining(), offset + length - at);
                bytes.put(more, at, count);
                at += count;
                bytes.flip();
                decoder.decode(bytes, characters, false);
                bytes.compact();
                text(characters.flip().toString());
                characters.clear();
            }
        }
    }
}
