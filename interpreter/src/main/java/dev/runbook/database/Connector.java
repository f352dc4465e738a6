package dev.runbook.database;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.Keyword;
import dev.runbook.database.wire.Wire;
import dev.runbook.database.wire.WireSockets;
import dev.runbook.database.wire.WireTls;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/// Opens pgjdbc's connections: libpq's settings translated, the wire laid in.
final class Connector {
    private static final Map<Keyword, PGProperty> SAME = Map.of(Keyword.SSLCERT, PGProperty.SSL_CERT, Keyword.SSLKEY,
            PGProperty.SSL_KEY, Keyword.SSLPASSWORD, PGProperty.SSL_PASSWORD, Keyword.SSLROOTCERT,
            PGProperty.SSL_ROOT_CERT,
            Keyword.OPTIONS, PGProperty.OPTIONS, Keyword.CHANNEL_BINDING, PGProperty.CHANNEL_BINDING);

    /// The driver logs on standard error what its exceptions say as well, and we tell those.
    private static final Logger DRIVER = silenced(Logger.getLogger("org.postgresql"));

    private final ConnectionSettings settings;
    private final SessionOptions options;
    private final Wire wire;

    Connector(ConnectionSettings settings, SessionOptions options) {
        this.settings = settings;
        this.options = options;
        this.wire = new Wire(settings.settings(), address(settings));
    }

    Wire wire() {
        return wire;
    }

    PgConnection connect() {
        HostSpec[] hosts = {new HostSpec(settings.isUnixSocket() ? "localhost" : settings.host(), settings.port())};
        DRIVER.fine("connecting");
        try {
            PgConnection connection = new PgConnection(hosts, properties(), "jdbc:postgresql:");
            connection.getQueryExecutor().setNetworkTimeout(0);
            return connection;
        } catch (SQLException e) {
            throw Unreachable.because(e, settings);
        } catch (java.io.IOException e) {
            throw Unreachable.because(new SQLException(e), settings);
        }
    }

    private static Logger silenced(Logger logger) {
        logger.setLevel(Level.OFF);
        return logger;
    }

    private static @Nullable SocketAddress address(ConnectionSettings settings) {
        String address = settings.other(Keyword.HOSTADDR);
        if (settings.isUnixSocket()) {
            return UnixDomainSocketAddress.of(Path.of(settings.host(), ".s.PGSQL." + settings.port()));
        }
        return address == null ? null : new InetSocketAddress(address, settings.port());
    }

    private Properties properties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        PGProperty.PG_DBNAME.set(properties, settings.database());
        if (settings.password() != null) {
            PGProperty.PASSWORD.set(properties, settings.password().value());
        }
        PGProperty.APPLICATION_NAME.set(properties, options.applicationName());
        addProtocol(properties);
        addTimeouts(properties);
        addTls(properties);
        properties.put(Wire.PROPERTY, wire);
        return properties;
    }

    /// With a minimum version the application's name goes into the startup packet, and so survives RESET ALL.
    private static void addProtocol(Properties properties) {
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.SOCKET_FACTORY.set(properties, WireSockets.class.getName());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    }

    private void addTimeouts(Properties properties) {
        String text = settings.other(Keyword.CONNECT_TIMEOUT);
        Duration wait = text != null && text.matches("[1-9]\\d{0,5}")
                ? Duration.ofSeconds(Long.parseLong(text))
                : options.connectTimeout();
        int seconds = Math.toIntExact(Math.max(1, wait.toSeconds()));
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds);
    }

    private void addTls(Properties properties) {
        PGProperty.SSL_MODE.set(properties, settings.isUnixSocket() ? "disable" : sslMode());
        PGProperty.SSL_FACTORY.set(properties, WireTls.class.getName());
        SAME.forEach((keyword, property) -> {
            String value = settings.other(keyword);
            if (value != null) {
                property.set(properties, value);
            }
        });
    }

    /// As libpq does: `require` with a root certificate at hand verifies it.
    private String sslMode() {
        boolean verifies = settings.sslMode().equals("require") && settings.other(Keyword.SSLROOTCERT) != null;
        return verifies ? "verify-ca" : settings.sslMode();
    }
}
