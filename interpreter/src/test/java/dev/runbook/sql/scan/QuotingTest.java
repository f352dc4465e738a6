package dev.runbook.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.LocalPostgres;
import dev.runbook.testing.ServerFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values go to a real server and come back as they were.
class QuotingTest {
    private static ServerFixture server;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        server = LocalPostgres.start();
        connection = DriverManager.getConnection(server.jdbcUrl() + "&preferQueryMode=simple");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
    }

    static Stream<String> values() {
        String alphabet = "'\"\\ \n\r\t;$:-/*a0é日🐘{}%?()";
        int[] letters = alphabet.codePoints().toArray();
        Random random = new Random(7);
        Stream<String> made = Stream.generate(() -> random.ints(random.nextInt(60), 0, letters.length)
                .map(i -> letters[i]).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                        StringBuilder::append)
                .toString()).limit(100);
        return Stream.concat(Stream.of("", "'", "\\", "\\'", "''", "it's \\ 'x' \\\\'", "\\x41\\101\\u0041", "$$",
                "'; DROP TABLE t; --", "'\\".repeat(5000), "line\nline\r\nline", "?", "??", "{fn now()}"), made);
    }

    @ParameterizedTest
    @MethodSource("values")
    void aLiteralComesBackAsItWas(String value) throws SQLException {
        for (String standard : new String[]{"on", "off"}) {
            assertThat(query("SET standard_conforming_strings = " + standard, "SELECT " + Quoting.literal(value)))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A b", "say \"hi\"", "it's", "\\", "é;--", "日本 🐘"})
    void anIdentifierComesBackAsItWas(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT 1 AS " + Quoting.identifier(name))) {
                assertThat(row.getMetaData().getColumnName(1)).isEqualTo(name);
            }
        }
    }

    @Test
    void aLiteralWithABackslashDoesNotJoinTheWordBeforeIt() {
        assertThat("x" + Quoting.literal("\\")).isEqualTo("x E'\\\\'");
    }

    private static String query(String before, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(before);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
