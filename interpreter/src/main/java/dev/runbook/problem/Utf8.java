package dev.runbook.problem;

import dev.runbook.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// From bytes to text, with the first byte that is not UTF-8 shown where it stands.
public final class Utf8 {
    private static final long MB = 1024 * 1024;

    private Utf8() {}

    /// A file that would not leave enough of the memory for anything else.
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long bytes, long most) {
            super("it has %,d MB, and no more than %,d are read".formatted(bytes / MB, most / MB));
        }

        private TooLarge(String message) {
            super(message);
        }

        /// A script's, whose data need not be kept.
        public static TooLarge statements(long most) {
            return new TooLarge("its statements alone have more than the %,d MB that are read".formatted(most / MB));
        }
    }

    /// Reads a file.
    ///
    /// @param name what people call it
    /// @throws Refusal when it is not UTF-8
    /// @throws TooLarge when it does not fit into a quarter of the memory
    public static Source read(String name, Path file) throws IOException {
        long most = most();
        if (Files.size(file) > most) {
            throw new TooLarge(Files.size(file), most);
        }
        try {
            return new Source(name, Files.readString(file));
        } catch (CharacterCodingException _) {
            return decode(name, ByteBuffer.wrap(Files.readAllBytes(file)));
        }
    }

    /// How many bytes of a file are read.
    public static long most() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /// @throws Refusal when it is not UTF-8
    public static Source decode(String name, ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
        CoderResult result = decoder.decode(bytes, text, true);
        if (!result.isError()) {
            return new Source(name, text.flip().toString());
        }
        byte wrong = bytes.get(bytes.position());
        throw refusal(name, text.flip().toString(), StandardCharsets.UTF_8.decode(bytes).toString(), 1, wrong);
    }

    /// @param before the text before the byte, from a line's beginning on
    /// @param behind the byte, as well as it can be shown, and what follows it
    /// @param line the number of the line
    public static Refusal refusal(String name, String before, String behind, int line, byte wrong) {
        Source shown = Source.from(name, before + behind, line);
        return new Refusal(Problem.error(shown.span(before.length(), before.length() + 1),
                "this byte (0x%02X) is not UTF-8".formatted(Byte.toUnsignedInt(wrong)),
                "Save the file as UTF-8; it may be in " + supposed(line == 1 ? before : "…", wrong) + " -t UTF-8)."));
    }

    /// What the file seems to be written in, and the beginning of what converts it.
    private static String supposed(String before, byte wrong) {
        int mark = Byte.toUnsignedInt(wrong);
        return before.isEmpty() && mark >= 0xFE
                ? "UTF-16, as PowerShell writes it (in a shell: iconv -f UTF-16"
                : "ISO 8859-1 or Windows-1252 (in a shell: iconv -f WINDOWS-1252";
    }
}
