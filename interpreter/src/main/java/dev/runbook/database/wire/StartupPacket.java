package dev.runbook.database.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The first packet of a connection, which pgjdbc fills with settings that psql does not send.
/// Source: "StartupMessage" in PostgreSQL's protocol chapter.
final class StartupPacket {
    static final int SSL_REQUEST = 80_877_103;
    static final int GSS_REQUEST = 80_877_104;
    static final int CANCEL_REQUEST = 80_877_102;
    private static final Set<String> PGJDBC_OWN = Set.of("DateStyle", "TimeZone", "extra_float_digits");

    private StartupPacket() {}

    /// The packet as psql would send it, with settings of the session's own.
    static byte[] rewritten(byte[] packet, Map<String, String> settings) {
        Map<String, String> parameters = parameters(packet);
        parameters.keySet().removeAll(PGJDBC_OWN);
        parameters.putAll(settings);
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, value) -> text.append(name).append('\0').append(value).append('\0'));
        byte[] body = text.append('\0').toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + body.length).putInt(8 + body.length).putInt(Messages.int32(packet, 4)).put(body)
                .array();
    }

    private static Map<String, String> parameters(byte[] packet) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = 8;
        while (at < packet.length && packet[at] != 0) {
            int end = Messages.terminator(packet, at, packet.length);
            int last = Messages.terminator(packet, end + 1, packet.length);
            parameters.put(new String(packet, at, end - at, StandardCharsets.UTF_8),
                    new String(packet, end + 1, last - end - 1, StandardCharsets.UTF_8));
            at = last + 1;
        }
        return parameters;
    }
}
