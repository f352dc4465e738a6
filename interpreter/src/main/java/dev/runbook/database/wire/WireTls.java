package dev.runbook.database.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/// What pgjdbc's `sslfactory` names: TLS as libpq does it, with the plain text observed.
public final class WireTls extends LibPQFactory {
    private final Wire wire;

    /// Called by pgjdbc with the connection's properties, which hold the wire.
    public WireTls(Properties properties) throws PSQLException {
        super(properties);
        this.wire = (Wire) Objects.requireNonNull(properties.get(Wire.PROPERTY));
        String certificate = PGProperty.SSL_CERT.getOrDefault(properties);
        if (certificate != null) {
            try {
                this.factory = new ClientTls(properties).factory(certificate);
            } catch (IOException | GeneralSecurityException e) {
                throw new PSQLException("SSL client certificate: " + e.getMessage(), PSQLState.CONNECTION_FAILURE);
            }
        }
    }

    /// Of its own files the driver says what is wrong with them; here that has been said.
    @Override
    public void throwKeyManagerException() {
        // nothing is left to be said
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose) throws IOException {
        return new ObservedTlsSocket((SSLSocket) super.createSocket(raw, host, port, autoClose), wire);
    }
}
