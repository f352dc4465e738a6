package dev.runbook.database.wire;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;

/// What pgjdbc's `socketFactory` names: makes the sockets that the wire observes.
public final class WireSockets extends SocketFactory {
    private final Wire wire;

    /// Called by pgjdbc with the connection's properties, which hold the wire.
    public WireSockets(Properties properties) {
        this.wire = (Wire) Objects.requireNonNull(properties.get(Wire.PROPERTY));
    }

    @Override
    public Socket createSocket() {
        SocketAddress address = wire.address();
        return address instanceof UnixDomainSocketAddress unix
                ? new ObservedUnixSocket(wire, unix)
                : new ObservedSocket(wire);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("pgjdbc connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("pgjdbc connects by itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("pgjdbc connects by itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("pgjdbc connects by itself");
    }
}
