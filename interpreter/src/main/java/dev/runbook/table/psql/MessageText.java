package dev.runbook.table.psql;

import dev.runbook.table.psql.ServerMessage.Field;
import dev.runbook.table.psql.ServerMessage.ShowContext;
import dev.runbook.table.psql.ServerMessage.Verbosity;
import org.jspecify.annotations.Nullable;

/// Puts a message's fields into lines, in libpq's words and order.
final class MessageText {
    private final ServerMessage message;
    private final Verbosity verbosity;
    private final ShowContext context;
    private final StringBuilder text = new StringBuilder();

    MessageText(ServerMessage message, Verbosity verbosity, ShowContext context) {
        this.message = message;
        this.verbosity = verbosity;
        this.context = context;
    }

    String build() {
        text.append(or(Field.SEVERITY, "ERROR")).append(":  ");
        String sqlstate = message.get(Field.SQLSTATE);
        if (verbosity == Verbosity.SQLSTATE) {
            return text.append(sqlstate == null ? or(Field.MESSAGE, "") : sqlstate).append('\n').toString();
        }
        if (verbosity == Verbosity.VERBOSE && sqlstate != null) {
            text.append(sqlstate).append(": ");
        }
        text.append(or(Field.MESSAGE, "missing error text"));
        place();
        if (verbosity != Verbosity.TERSE) {
            explanations();
        }
        if (verbosity == Verbosity.VERBOSE) {
            objects();
        }
        return text.toString();
    }

    /// The line of the query with its caret, or the position alone where the query is not shown.
    private void place() {
        String position = message.get(Field.POSITION);
        String query = message.query();
        if (position == null) {
            position = message.get(Field.INTERNAL_POSITION);
            query = message.get(Field.INTERNAL_QUERY);
        }
        boolean shown = position != null && query != null && verbosity != Verbosity.TERSE;
        if (position != null && !shown) {
            text.append(" at character ").append(position);
        }
        text.append('\n');
        if (position != null && query != null && shown) {
            text.append(QueryCursor.show(query, Integer.parseInt(position)));
        }
    }

    private void explanations() {
        line("DETAIL", message.get(Field.DETAIL));
        line("HINT", message.get(Field.HINT));
        line("QUERY", message.get(Field.INTERNAL_QUERY));
        boolean told = switch (context) {
            case NEVER -> false;
            case ERRORS -> message.isError();
            case ALWAYS -> true;
        };
        line("CONTEXT", told ? message.get(Field.CONTEXT) : null);
    }

    private void objects() {
        line("SCHEMA NAME", message.get(Field.SCHEMA));
        line("TABLE NAME", message.get(Field.TABLE));
        line("COLUMN NAME", message.get(Field.COLUMN));
        line("DATATYPE NAME", message.get(Field.DATATYPE));
        line("CONSTRAINT NAME", message.get(Field.CONSTRAINT));
        String file = message.get(Field.FILE);
        if (file != null) {
            line("LOCATION", or(Field.ROUTINE, "") + ", " + file + ":" + or(Field.LINE, ""));
        }
    }

    private void line(String label, @Nullable String value) {
        if (value != null) {
            text.append(label).append(":  ").append(value).append('\n');
        }
    }

    private String or(Field field, String otherwise) {
        String value = message.get(field);
        return value == null ? otherwise : value;
    }
}
