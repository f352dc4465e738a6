package dev.runbook.shell.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Rewrites an output stream before anyone sees it, to mask the secrets in it.
///
/// One filter serves one stream, from one thread at a time. It may hold bytes back, when they could be the
/// beginning of a secret, until it knows.
public interface OutputFilter {

    /// Takes the next bytes, and hands on what may be seen by now. The array is reused after the call.
    void feed(byte[] bytes, int offset, int length, Sink seen);

    /// Hands on what was held back; nothing comes after it.
    void finish(Sink seen);

    /// Takes what may be seen. The array is reused after the call.
    interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }

    /// A filter of texts, which is handed characters and not bytes.
    interface OfText {
        String feed(String text);

        String finish();
    }

    /// A filter that changes nothing.
    static OutputFilter none() {
        return new OutputFilter() {
            @Override
            public void feed(byte[] bytes, int offset, int length, Sink seen) {
                seen.accept(bytes, offset, length);
            }

            @Override
            public void finish(Sink seen) {}
        };
    }

    /// A filter that decodes UTF-8, so that bytes which are none are U+FFFD in the log too.
    static OutputFilter of(OfText filter) {
        return new Decoded(filter);
    }

    /// A filter of texts behind a decoder that keeps a character whose bytes come in two pieces.
    final class Decoded implements OutputFilter {
        private final OfText filter;
        private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        private byte[] rest = new byte[0];

        private Decoded(OfText filter) {
            this.filter = filter;
        }

        @Override
        public void feed(byte[] bytes, int offset, int length, Sink seen) {
            hand(filter.feed(decode(bytes, offset, length, false)), seen);
        }

        @Override
        public void finish(Sink seen) {
            hand(filter.feed(decode(new byte[0], 0, 0, true)) + filter.finish(), seen);
        }

        private String decode(byte[] bytes, int offset, int length, boolean last) {
            ByteBuffer in = ByteBuffer.allocate(rest.length + length).put(rest).put(bytes, offset, length).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
            utf8.decode(in, out, last);
            rest = new byte[in.remaining()];
            in.get(rest);
            return out.flip().toString();
        }

        private static void hand(String text, Sink seen) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                seen.accept(bytes, 0, bytes.length);
            }
        }
    }
}
