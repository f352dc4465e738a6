package dev.runbook.database.wire;

import java.net.SocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What one session's connection says, message by message, whatever lies between: TCP, TLS, a Unix socket.
///
/// pgjdbc keeps all rows of a simple query in memory, tells notices late, and insists on its own DateStyle and
/// TimeZone. So it is given sockets (by its `socketFactory` and `sslfactory`) whose streams take the rows out,
/// show every other message to an observer, and put the startup packet right.
public final class Wire {
    /// The name under which the connection's properties hold this object.
    public static final String PROPERTY = "runbook.wire";

    private final Map<String, String> startupSettings;
    private final @Nullable SocketAddress address;
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private volatile Observer observer = Observer.NONE;
    private volatile Charset charset = StandardCharsets.UTF_8;
    private volatile char status = 'I';

    /// @param startupSettings settings that the startup packet carries, so that RESET gives them back
    /// @param address where to connect instead of the host's own address, or null
    public Wire(Map<String, String> startupSettings, @Nullable SocketAddress address) {
        this.startupSettings = Map.copyOf(startupSettings);
        this.address = address;
    }

    public void observe(Observer next) {
        observer = next;
    }

    void sent() {
        observer.sent();
    }

    /// The transaction state that the server told last: `I` idle, `T` in a transaction, `E` in a failed one.
    public char status() {
        return status;
    }

    /// A setting that the server reports by itself (`server_version`, `DateStyle`, `TimeZone`), or null.
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    @Nullable
    SocketAddress address() {
        return address;
    }

    Map<String, String> startupSettings() {
        return startupSettings;
    }

    /// Whether the whole of such a message is wanted before pgjdbc gets it.
    static boolean observes(byte type) {
        return switch (type) {
            case 'D', 'T', 'C', 'I', 'N', 'E', 'S', 'Z' -> true;
            default -> false;
        };
    }

    /// Takes notice of a message, its payload from `start` up to `end`.
    ///
    /// @return whether pgjdbc may have it
    boolean message(byte type, byte[] bytes, int start, int end) {
        switch (type) {
            case 'D' -> observer.row(Messages.row(bytes, start, charset));
            case 'T' -> observer.columns(Messages.columns(bytes, start, end, charset));
            case 'C' -> observer.tag(Messages.text(bytes, start, end, charset));
            case 'I' -> observer.tag("");
            case 'N' -> observer.notice(ServerMessage.parse(bytes, start, end, charset));
            case 'E' -> observer.error(ServerMessage.parse(bytes, start, end, charset));
            case 'Z' -> status = (char) bytes[start];
            default -> {
                return parameter(bytes, start, end);
            }
        }
        return type != 'D';
    }

    /// pgjdbc ends a connection whose DateStyle is not ISO, so it never learns of it.
    private boolean parameter(byte[] bytes, int start, int end) {
        String name = Messages.text(bytes, start, end, charset);
        int value = Messages.terminator(bytes, start, end) + 1;
        parameters.put(name, Messages.text(bytes, value, end, charset));
        if (name.equals("client_encoding")) {
            charset = charset(parameters.getOrDefault(name, "UTF8"));
        }
        return !name.equals("DateStyle");
    }

    private static Charset charset(String encoding) {
        String name = switch (encoding.toUpperCase(Locale.ROOT)) {
            case "UTF8", "SQL_ASCII" -> "UTF-8";
            case "LATIN1" -> "ISO-8859-1";
            case "LATIN2" -> "ISO-8859-2";
            case "LATIN9" -> "ISO-8859-15";
            default -> encoding.replaceFirst("^WIN", "windows-").replace('_', '-');
        };
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}
