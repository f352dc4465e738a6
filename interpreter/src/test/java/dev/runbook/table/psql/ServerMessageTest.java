package dev.runbook.table.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.table.psql.ServerMessage.Field;
import dev.runbook.table.psql.ServerMessage.ShowContext;
import dev.runbook.table.psql.ServerMessage.Verbosity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/// What psql says on standard error about a statement is what we say of the same fields.
@ExtendWith(LocalServer.class)
class ServerMessageTest {
    private static final List<String> STATEMENTS = List.of(
            "SELECT * FROM nowhere",
            "SELECT\n  1,\n\tfoo,\n  2",
            "SELECT 1 FROM pg_class WHERE relname = 'x' AND no_such_column = 1 AND relkind = 'r' AND relpages > 1000",
            "SELECT 'padding padding padding padding padding padding padding padding', no_such_column",
            "SELECT 'padding padding padding padding padding padding padding padding', no_such_column, 'padding padding'",
            "SELECT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 1, 2, 3, 4, 5, 6",
            "SELECT '日本語日本語日本語日本語日本語日本語日本語', 無, '日本語日本語日本語'",
            "SELECT 'e\u0301🎉', nope",
            "SELECT 1\r\n, 2\r\n, nope\r\n, 3",
            "SELECT 1\r, nope",
            "SELECT 'a\tb',\t\tnope,\t1",
            "SELEC 1",
            "SELECT 1)",
            "SELECT 1 + FROM pg_class",
            "SELECT 1/0",
            "SELECT 'x'::int",
            "SELECT lower(1, 2)",
            "INSERT INTO pg_temp.parents VALUES (1)",
            "INSERT INTO pg_temp.parents VALUES (NULL)",
            "DROP TABLE IF EXISTS nothing_here",
            "CREATE TABLE IF NOT EXISTS pg_temp.parents (id int)",
            "DROP TABLE pg_temp.parents",
            "ROLLBACK",
            "DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING E'two\\nlines' USING DETAIL = 'd', HINT = 'h'; END $$",
            "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'P0042', DETAIL = 'why', HINT = E'do\\nthis'; END $$",
            "DO $$ BEGIN RAISE INFO 'info'; RAISE LOG 'unseen'; PERFORM 1/0; END $$",
            "DO $$ BEGIN EXECUTE 'SELECT nope FROM pg_class'; END $$",
            "DO $$ BEGIN PERFORM nope; END $$",
            "DO $$ BEGIN IF; END $$",
            "SELECT pg_temp.twice('x')",
            "CREATE FUNCTION pg_temp.bad() RETURNS int LANGUAGE sql AS $$ SELECT nope $$",
            "ALTER TABLE pg_temp.parents ADD CONSTRAINT big CHECK (id > 100)",
            "SELECT * FROM parents, parents",
            "SELECT count(*), id FROM parents",
            "SELECT nope",
            "SELECT '" + "x".repeat(200) + "', nope, '" + "y".repeat(200) + "'");

    private static final List<String> SESSION = List.of(
            "SET client_min_messages = error",
            "CREATE TEMP TABLE parents (id int PRIMARY KEY, CONSTRAINT few CHECK (id < 10))",
            "CREATE TEMP VIEW old AS SELECT id FROM parents",
            "INSERT INTO parents VALUES (1)",
            "CREATE FUNCTION pg_temp.twice(t text) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN t::int * 2; END'",
            "RESET client_min_messages");

    @TempDir
    Path directory;

    static Stream<Setting> settings() {
        return Stream.of(Verbosity.values()).flatMap(verbosity -> Stream.of(ShowContext.values())
                .map(context -> new Setting(verbosity, context)));
    }

    /// What `\set` was told.
    record Setting(Verbosity verbosity, ShowContext context) {}

    @ParameterizedTest
    @MethodSource("settings")
    void saysOfEachStatementWhatPsqlSays(Setting setting, LocalServer.Running server) throws Exception {
        StringBuilder script = new StringBuilder("\\set VERBOSITY %s\n\\set SHOW_CONTEXT %s\n".formatted(
                setting.verbosity, setting.context).toLowerCase(java.util.Locale.ROOT)
                .replace("verbosity", "VERBOSITY").replace("show_context", "SHOW_CONTEXT"));
        SESSION.forEach(sql -> script.append(sql).append(";\n"));
        Path file = directory.resolve("statements.sql");
        StringBuilder ours = new StringBuilder();
        try (Connection connection = server.connect(); Statement session = connection.createStatement()) {
            for (String sql : SESSION) {
                session.execute(sql);
            }
            for (String sql : STATEMENTS) {
                script.append(sql).append(";\n");
                int line = Math.toIntExact(script.chars().filter(c -> c == '\n').count());
                for (ServerMessage message : messages(connection, sql)) {
                    ours.append(message.text(file.toString(), line, setting.verbosity, setting.context));
                }
            }
        }
        Files.writeString(file, script);
        assertThat(settled(ours.toString())).contains("ERROR:  ").isEqualTo(settled(server.psqlMessages(file)));
    }

    /// Two sessions have two temporary schemas.
    private static String settled(String messages) {
        return messages.replaceAll("pg_temp_\\d+", "pg_temp_N");
    }

    /// psql sends the semicolon too, and shows it.
    private static List<ServerMessage> messages(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            Stream<ServerErrorMessage> error = Stream.empty();
            try {
                statement.execute(sql);
            } catch (PSQLException e) {
                error = Stream.ofNullable(e.getServerErrorMessage());
            }
            Stream<ServerErrorMessage> notices = Stream.iterate(statement.getWarnings(), java.util.Objects::nonNull,
                    SQLWarning::getNextWarning).map(warning -> ((PSQLWarning) warning).getServerErrorMessage());
            return Stream.concat(notices, error).map(message -> read(message, sql + ";")).toList();
        }
    }

    private static ServerMessage read(ServerErrorMessage message, String sql) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        put(fields, Field.SEVERITY, message.getSeverity());
        put(fields, Field.SQLSTATE, message.getSQLState());
        put(fields, Field.MESSAGE, message.getMessage());
        put(fields, Field.DETAIL, message.getDetail());
        put(fields, Field.HINT, message.getHint());
        put(fields, Field.POSITION, number(message.getPosition()));
        put(fields, Field.INTERNAL_POSITION, number(message.getInternalPosition()));
        put(fields, Field.INTERNAL_QUERY, message.getInternalQuery());
        put(fields, Field.CONTEXT, message.getWhere());
        put(fields, Field.SCHEMA, message.getSchema());
        put(fields, Field.TABLE, message.getTable());
        put(fields, Field.COLUMN, message.getColumn());
        put(fields, Field.DATATYPE, message.getDatatype());
        put(fields, Field.CONSTRAINT, message.getConstraint());
        put(fields, Field.FILE, message.getFile());
        put(fields, Field.LINE, number(message.getLine()));
        put(fields, Field.ROUTINE, message.getRoutine());
        return new ServerMessage(fields, sql);
    }

    private static void put(Map<Field, String> fields, Field field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    private static @Nullable String number(int value) {
        return value == 0 ? null : Integer.toString(value);
    }
}
