package dev.runbook.database.wire;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// The client's bytes: its first packets are looked at, all later ones pass.
final class ObservedOutput extends FilterOutputStream {
    private final Wire wire;
    private final Conversation conversation;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private boolean started;

    ObservedOutput(OutputStream sink, Wire wire, Conversation conversation) {
        super(sink);
        this.wire = wire;
        this.conversation = conversation;
    }

    @Override
    public void flush() throws IOException {
        super.flush();
        wire.sent();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (started || conversation.phase() == Conversation.Phase.OPAQUE) {
            out.write(bytes, offset, length);
        } else {
            first.write(bytes, offset, length);
            if (first.size() >= 8 && first.size() >= Messages.int32(first.toByteArray(), 0)) {
                send(first.toByteArray());
                first.reset();
            }
        }
    }

    private void send(byte[] packet) throws IOException {
        switch (Messages.int32(packet, 4)) {
            case StartupPacket.SSL_REQUEST, StartupPacket.GSS_REQUEST -> {
                conversation.enter(Conversation.Phase.NEGOTIATING);
                out.write(packet);
            }
            case StartupPacket.CANCEL_REQUEST -> {
                conversation.enter(Conversation.Phase.OPAQUE);
                out.write(packet);
            }
            default -> {
                started = true;
                conversation.enter(Conversation.Phase.MESSAGES);
                out.write(StartupPacket.rewritten(packet, wire.startupSettings()));
            }
        }
    }
}
