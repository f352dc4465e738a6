package dev.runbook.database.wire;

import java.io.IOException;
import java.net.Socket;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/// What pgjdbc's `sslfactory` names: TLS as libpq does it, with the plain text observed.
public final class WireTls extends LibPQFactory {
    private final Wire wire;

    /// Called by pgjdbc with the connection's properties, which hold the wire.
    public WireTls(Properties properties) throws PSQLException {
        super(properties);
        this.wire = (Wire) Objects.requireNonNull(properties.get(Wire.PROPERTY));
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose) throws IOException {
        return new ObservedTlsSocket((SSLSocket) super.createSocket(raw, host, port, autoClose), wire);
    }
}
