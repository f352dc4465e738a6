package dev.runbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@RealPostgres
class TestPostgresTest {

    @Test
    void saysWhichWayItRan(TestPostgres server) {
        System.out.println("PostgreSQL of these tests: " + server.way());
        String wanted = System.getProperty("runbook.test.postgres", "auto");
        assertThat(server.way()).startsWith(switch (wanted) {
            case "docker" -> "Docker image ";
            case "embedded" -> "sandbox";
            default -> "";
        });
    }

    @Test
    void eachDatabaseIsFreshAndItsOwn(TestDatabase one, TestDatabase other) throws SQLException {
        try (Connection connection = one.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table t as select 1");
        }
        assertThat(ask(other, "select count(*) from pg_class where relname = 't'")).isEqualTo("0");
        assertThat(ask(other, "select current_database()")).isEqualTo(other.name()).isNotEqualTo(one.name());
    }

    @Test
    void aDatabaseIsDroppedEvenWhileASessionIsOpen(TestPostgres server, TestDatabase witness) throws SQLException {
        TestDatabase dropped = server.newDatabase();
        try (Connection _ = dropped.connect()) {
            dropped.close();
        }
        assertThat(ask(witness, "select count(*) from pg_database where datname = '" + dropped.name() + "'"))
                .isEqualTo("0");
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
