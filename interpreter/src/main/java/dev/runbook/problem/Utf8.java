package dev.runbook.problem;

import dev.runbook.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// From bytes to text, with the first byte that is not UTF-8 shown where it stands.
public final class Utf8 {
    private Utf8() {}

    /// Reads a file.
    ///
    /// @param name what people call it
    /// @throws Refusal when it is not UTF-8
    public static Source read(String name, Path file) throws IOException {
        return decode(name, ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /// @throws Refusal when it is not UTF-8
    public static Source decode(String name, ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
        CoderResult result = decoder.decode(bytes, text, true);
        if (!result.isError()) {
            return new Source(name, text.flip().toString());
        }
        int wrong = Byte.toUnsignedInt(bytes.get(bytes.position()));
        int good = text.position();
        Source shown = new Source(name, text.flip() + StandardCharsets.UTF_8.decode(bytes).toString());
        throw new Refusal(Problem.error(shown.span(good, good + 1), "this byte (0x%02X) is not UTF-8".formatted(wrong),
                "Save the file as UTF-8; it may be in ISO 8859-1 or Windows-1252 (in a shell: iconv -f WINDOWS-1252 -t UTF-8)."));
    }
}
