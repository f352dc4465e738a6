package dev.runbook.sql.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.LocalPostgres;
import dev.runbook.testing.ServerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every SQL command of PostgreSQL's manual, tried in a transaction of a real server.
class CommandsInTransactionsTest {
    private static final Path TABLE = Path.of("src/test/resources/effects/commands.txt");
    /// active_sql_transaction, invalid_transaction_termination
    private static final Set<String> REFUSALS = Set.of("25001", "2D000");

    private static ServerFixture server;
    private static Connection connection;

    /// A line of the table.
    record Case(String verdict, String statement, List<String> setup) {
        @Override
        public String toString() {
            return statement;
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        server = LocalPostgres.start("wal_level=logical", "max_prepared_transactions=5");
        connection = DriverManager.getConnection(server.jdbcUrl() + "&preferQueryMode=simple");
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE t (a int, b int);
                    CREATE TABLE indexed (a int PRIMARY KEY);
                    CREATE TABLE parted (a int) PARTITION BY RANGE (a);
                    CREATE TABLE part1 PARTITION OF parted FOR VALUES FROM (0) TO (9);
                    CREATE TYPE mood AS ENUM ('sad');
                    CREATE PROCEDURE committing() LANGUAGE plpgsql AS 'begin commit; end';
                    CREATE PROCEDURE harmless() LANGUAGE plpgsql AS 'begin end';
                    CREATE SUBSCRIPTION live CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false);
                    """);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
    }

    static Stream<Case> cases() throws IOException {
        return Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#")).map(line -> {
            String[] parts = line.split(" \\|", -1);
            List<String> setup = Arrays.stream(parts[2].split(";;")).map(String::strip)
                    .filter(text -> !text.isEmpty()).toList();
            return new Case(parts[0].strip(), parts[1].strip(), setup);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theVerdictIsTheOneInTheTable(Case one) {
        assertThat(Effect.of(one.statement()).transaction().name()).isEqualTo(one.verdict().replace("*", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theServerAgrees(Case one) throws SQLException {
        String state = sqlState(one);
        switch (Effect.of(one.statement()).transaction()) {
            case SAFE -> {
                assertThat(state).isNotIn(REFUSALS);
                if (!one.verdict().endsWith("*")) {
                    assertThat(state).isEqualTo("00000");
                }
            }
            case FORBIDDEN -> {
                assertThat(state).isNotEqualTo("00000");
                if (!one.verdict().endsWith("*")) {
                    assertThat(state).isIn(REFUSALS);
                }
            }
            case UNDECIDABLE, CONTROL -> assertThat(state).isNotNull();
        }
    }

    /// Reading is believed only where a read-only transaction lets the statement through.
    @ParameterizedTest
    @MethodSource("cases")
    void whatOnlyReadsRunsInAReadOnlyTransaction(Case one) throws SQLException {
        if (Effect.of(one.statement()).onlyReads()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN READ ONLY");
                statement.execute(one.statement());
                statement.execute("ROLLBACK");
            }
        }
    }

    @Test
    void everyCommandIsInTheTable() throws IOException {
        Set<String> tried = cases().map(one -> Effect.of(one.statement()).command()).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(Command.all());
        missing.removeAll(tried);
        missing.removeAll(NO_SUCH_COMMANDS);
        assertThat(missing).isEmpty();
    }

    /// What the three verbs and the objects make together and PostgreSQL does not have.
    private static final Set<String> NO_SUCH_COMMANDS = Set.of("ALTER ACCESS METHOD", "ALTER CAST", "ALTER OWNED",
            "ALTER TRANSFORM", "CREATE DEFAULT PRIVILEGES", "CREATE LARGE OBJECT", "CREATE OWNED", "CREATE ROUTINE",
            "CREATE SYSTEM", "DROP DEFAULT PRIVILEGES", "DROP LARGE OBJECT", "DROP SYSTEM");

    private static String sqlState(Case one) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DEALLOCATE ALL");
            statement.execute("BEGIN");
            for (String setup : one.setup()) {
                statement.execute(setup);
            }
            return attempt(statement, one.statement());
        }
    }

    private static String attempt(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
            return "00000";
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            statement.execute("ROLLBACK");
        }
    }
}
