package dev.runbook.database.wire;

import java.io.IOException;
import java.io.InputStream;

/// The server's bytes: whole messages are shown to the wire, and those that it does not keep pass on.
///
/// A read that ends in the middle of a message, by a timeout, loses nothing: what has come stays in the buffer.
final class ObservedInput extends InputStream {
    private static final int USUAL = 65_536;

    private final InputStream in;
    private final Wire wire;
    private final Conversation conversation;
    private byte[] buffer = new byte[USUAL];
    private int position;
    /// Up to here the reader may have the buffer.
    private int cleared;
    private int limit;
    /// How many bytes of a message that nobody looks at are still to come.
    private long passing;

    ObservedInput(InputStream source, Wire wire, Conversation conversation) {
        this.in = source;
        this.wire = wire;
        this.conversation = conversation;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == cleared) {
            if (!advance()) {
                return -1;
            }
        }
        int count = Math.min(length, cleared - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return cleared > position ? cleared - position : limit > position ? 0 : in.available();
    }

    /// Clears some more bytes for the reader, or takes a message out; false at the end of the stream.
    private boolean advance() throws IOException {
        if (passing > 0) {
            return pass();
        }
        return switch (conversation.phase()) {
            case OPAQUE -> has(1) && clear(limit - position);
            case NEGOTIATING -> negotiate();
            case MESSAGES -> message();
        };
    }

    private boolean negotiate() throws IOException {
        if (!has(1)) {
            return false;
        }
        conversation.enter(buffer[position] == 'S' || buffer[position] == 'G'
                ? Conversation.Phase.OPAQUE
                : Conversation.Phase.MESSAGES);
        return buffer[position] == 'E' || clear(1);
    }

    private boolean message() throws IOException {
        if (!has(5)) {
            return limit > position && clear(limit - position);
        }
        byte type = buffer[position];
        long size = 1 + (long) Messages.int32(buffer, position + 1);
        if (!Wire.observes(type)) {
            passing = size;
            return pass();
        }
        if (!has(Math.toIntExact(size))) {
            return clear(limit - position);
        }
        boolean passes = wire.message(type, buffer, position + 5, position + (int) size);
        return passes ? clear((int) size) : drop((int) size);
    }

    private boolean pass() throws IOException {
        if (!has(1)) {
            return false;
        }
        int count = (int) Math.min(passing, limit - position);
        passing -= count;
        return clear(count);
    }

    private boolean clear(int count) {
        cleared = position + count;
        return true;
    }

    private boolean drop(int count) {
        position += count;
        cleared = position;
        return true;
    }

    /// Waits until so many bytes are in the buffer from the position on; false when the stream ends before.
    private boolean has(int count) throws IOException {
        while (limit - position < count) {
            makeRoom(count);
            int got = in.read(buffer, limit, buffer.length - limit);
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }

    private void makeRoom(int count) {
        if (position == limit || position + count > buffer.length) {
            int kept = limit - position;
            byte[] next = count > buffer.length ? new byte[count] : kept == 0 && count <= USUAL ? usual() : buffer;
            System.arraycopy(buffer, position, next, 0, kept);
            buffer = next;
            position = 0;
            cleared = 0;
            limit = kept;
        }
    }

    /// After a row of megabytes the buffer is given back.
    private byte[] usual() {
        return buffer.length > USUAL ? new byte[USUAL] : buffer;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
