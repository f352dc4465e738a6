package dev.runbook.database.wire;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error or a notice, field by field as the server sent it.
/// Source: "Error and Notice Message Fields" in PostgreSQL's protocol chapter.
///
/// @param severity in the server's language: `ERROR`, `NOTICE`; `level` is the same in English
/// @param position where in the statement, in characters from 1; 0 when it is nowhere in it
/// @param location where in the server's own source: `routine, file:line`
/// @param internalPosition the same in `internalQuery`, a query that the server made itself
public record ServerMessage(String severity, String level, String sqlState, String message, @Nullable String detail,
        @Nullable String hint, int position, int internalPosition, @Nullable String internalQuery,
        @Nullable String where, @Nullable String schema, @Nullable String table, @Nullable String column,
        @Nullable String dataType, @Nullable String constraint, @Nullable String location) {

    /// Whether the server ends the connection with this message.
    public boolean isFatal() {
        return level.equals("FATAL") || level.equals("PANIC");
    }

    /// Whether it is a warning, as against mere notices.
    public boolean isWarning() {
        return level.equals("WARNING");
    }

    /// `ERROR:  relation "x" does not exist`, as psql begins it.
    public String title() {
        return severity + ":  " + message;
    }

    /// The same at another position.
    public ServerMessage at(int place) {
        return new ServerMessage(severity, level, sqlState, message, detail, hint, place, internalPosition,
                internalQuery, where, schema, table, column, dataType, constraint, location);
    }

    /// A refusal of the driver's own, which never reached the server.
    public static ServerMessage ofClient(String message) {
        return new ServerMessage("ERROR", "ERROR", "", message, null, null, 0, 0, null, null, null, null, null, null,
                null, null);
    }

    static ServerMessage parse(byte[] bytes, int start, int end, Charset charset) {
        Map<Character, String> fields = new HashMap<>();
        for (int at = start; at < end && bytes[at] != 0;) {
            int stop = Messages.terminator(bytes, at + 1, end);
            fields.put((char) bytes[at], new String(bytes, at + 1, stop - at - 1, charset));
            at = stop + 1;
        }
        String severity = fields.getOrDefault('S', "ERROR");
        return new ServerMessage(severity, fields.getOrDefault('V', severity), fields.getOrDefault('C', ""),
                fields.getOrDefault('M', ""), fields.get('D'), fields.get('H'), number(fields.get('P')),
                number(fields.get('p')), fields.get('q'), fields.get('W'), fields.get('s'), fields.get('t'),
                fields.get('c'), fields.get('d'), fields.get('n'), location(fields));
    }

    private static @Nullable String location(Map<Character, String> fields) {
        String file = fields.get('F');
        return file == null
                ? null
                : fields.getOrDefault('R', "") + ", " + file + ":" + fields.getOrDefault('L', "");
    }

    private static int number(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
