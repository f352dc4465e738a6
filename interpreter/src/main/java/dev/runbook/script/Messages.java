package dev.runbook.script;

import dev.runbook.database.wire.ServerMessage;
import dev.runbook.table.psql.ServerMessage.Field;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hands what came over the wire to the one who prints it.
final class Messages {
    private static final Pattern LOCATION = Pattern.compile("(.*), (.*):(\\d*)");

    private Messages() {}

    static dev.runbook.table.psql.ServerMessage of(ServerMessage message, @Nullable String query) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        put(fields, Field.SEVERITY, message.severity());
        put(fields, Field.SEVERITY_UNTRANSLATED, message.level());
        put(fields, Field.SQLSTATE, message.sqlState().isEmpty() ? null : message.sqlState());
        put(fields, Field.MESSAGE, message.message());
        put(fields, Field.DETAIL, message.detail());
        put(fields, Field.HINT, message.hint());
        put(fields, Field.POSITION, number(message.position()));
        put(fields, Field.INTERNAL_POSITION, number(message.internalPosition()));
        put(fields, Field.INTERNAL_QUERY, message.internalQuery());
        put(fields, Field.CONTEXT, message.where());
        put(fields, Field.SCHEMA, message.schema());
        put(fields, Field.TABLE, message.table());
        put(fields, Field.COLUMN, message.column());
        put(fields, Field.DATATYPE, message.dataType());
        put(fields, Field.CONSTRAINT, message.constraint());
        location(fields, message.location());
        return new dev.runbook.table.psql.ServerMessage(fields, query);
    }

    private static void location(Map<Field, String> fields, @Nullable String location) {
        Matcher parts = LOCATION.matcher(location == null ? "" : location);
        if (parts.matches()) {
            put(fields, Field.ROUTINE, parts.group(1));
            put(fields, Field.FILE, parts.group(2));
            put(fields, Field.LINE, parts.group(3));
        }
    }

    private static @Nullable String number(int position) {
        return position > 0 ? String.valueOf(position) : null;
    }

    private static void put(Map<Field, String> fields, Field field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }
}
