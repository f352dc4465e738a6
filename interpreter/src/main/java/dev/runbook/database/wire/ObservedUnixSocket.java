package dev.runbook.database.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A Unix socket in the guise that pgjdbc knows. It has no timeouts: a server on the same machine answers or
/// its process ends.
final class ObservedUnixSocket extends Socket {
    private final Wire wire;
    private final SocketAddress address;
    private @Nullable SocketChannel channel;
    private @Nullable Conversation conversation;

    ObservedUnixSocket(Wire wire, SocketAddress address) {
        this.wire = wire;
        this.address = address;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        SocketChannel opened = SocketChannel.open(address);
        channel = opened;
        conversation = new Conversation(Channels.newInputStream(opened), Channels.newOutputStream(opened), wire);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return connected().input();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connected().output();
    }

    private Conversation connected() throws IOException {
        if (conversation == null) {
            throw new IOException("not connected");
        }
        return conversation;
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public boolean isClosed() {
        return channel != null && !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // a Unix socket delays nothing
    }

    @Override
    public void setKeepAlive(boolean on) {
        // a Unix socket notices at once
    }

    @Override
    public void setSoTimeout(int timeout) {
        // see above
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public int getSendBufferSize() {
        return 65_536;
    }
}
