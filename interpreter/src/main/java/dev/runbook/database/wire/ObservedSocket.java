package dev.runbook.database.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A TCP socket whose conversation the wire observes.
final class ObservedSocket extends Socket {
    private final Wire wire;
    private @Nullable Conversation conversation;

    ObservedSocket(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        SocketAddress instead = wire.address();
        super.connect(instead == null ? endpoint : instead, timeout);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return conversation().input();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return conversation().output();
    }

    private synchronized Conversation conversation() throws IOException {
        Conversation known = conversation;
        if (known == null) {
            known = new Conversation(super.getInputStream(), super.getOutputStream(), wire);
            conversation = known;
        }
        return known;
    }
}
