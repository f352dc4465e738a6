package dev.runbook.table.psql;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error or a notice as the server sent it: its fields, and the query that it answers.
///
/// @param query the text as psql sends it, its semicolon included, into which [Field#POSITION] counts; null when not
/// known
public record ServerMessage(Map<Field, String> fields, @Nullable String query) {

    /// What a message is made of, by the letters of the wire protocol.
    public enum Field {
        SEVERITY('S'), SEVERITY_UNTRANSLATED('V'), SQLSTATE('C'), MESSAGE('M'), DETAIL('D'), HINT('H'), POSITION(
                'P'), INTERNAL_POSITION('p'), INTERNAL_QUERY('q'), CONTEXT('W'), SCHEMA('s'), TABLE('t'), COLUMN(
                        'c'), DATATYPE('d'), CONSTRAINT('n'), FILE('F'), LINE('L'), ROUTINE('R');

        private final char code;

        Field(char code) {
            this.code = code;
        }

        /// The letter before the field on the wire.
        public char code() {
            return code;
        }
    }

    /// How much of a message is told, as `\set VERBOSITY` says.
    public enum Verbosity {
        TERSE, DEFAULT, VERBOSE, SQLSTATE
    }

    /// For which messages the context is told, as `\set SHOW_CONTEXT` says.
    public enum ShowContext {
        NEVER, ERRORS, ALWAYS
    }

    public ServerMessage {
        fields = fields.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(fields));
    }

    /// A field's text, or null when the message has none.
    public @Nullable String get(Field field) {
        return fields.get(field);
    }

    /// Whether it ended the statement, as against a notice or a warning.
    public boolean isError() {
        String severity = fields.getOrDefault(Field.SEVERITY_UNTRANSLATED, fields.getOrDefault(Field.SEVERITY, ""));
        return switch (severity) {
            case "ERROR", "FATAL", "PANIC" -> true;
            default -> false;
        };
    }

    /// What psql says of it unless told otherwise, each line with its line feed.
    public String text() {
        return text(Verbosity.DEFAULT, ShowContext.ERRORS);
    }

    /// What psql says of it when reading standard input: nothing stands before it.
    public String text(Verbosity verbosity, ShowContext context) {
        return new MessageText(this, verbosity, context).build();
    }

    /// What `psql -f` says of it: `psql:FILE:LINE: ERROR:  …`, where the line is the last one that psql had read,
    /// which is where the statement ends.
    public String text(String file, int line, Verbosity verbosity, ShowContext context) {
        return "psql:" + file + ":" + line + ": " + text(verbosity, context);
    }
}
