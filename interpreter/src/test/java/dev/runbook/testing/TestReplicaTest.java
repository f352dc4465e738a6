package dev.runbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The standby of our tests is a real one.
@Tag("postgres")
@Timeout(180)
class TestReplicaTest {

    @Test
    void whatIsCommittedArrivesUnlessReplayIsPaused() throws SQLException {
        try (TestReplica replica = TestReplica.start(); TestDatabase database = replica.primary().newDatabase()) {
            assertThat(replica.onStandby("SELECT pg_is_in_recovery()")).isEqualTo("t");
            TestDatabase standby = replica.onStandby(database);
            execute(database, "CREATE TABLE arrives (id int)");
            replica.awaitReplay();
            execute(standby, "TABLE arrives");
            replica.pauseReplay();
            execute(database, "INSERT INTO arrives VALUES (1)");
            Contention.await("the primary sees a standby that is behind", () -> "t".equals(replica.onPrimary(
                    "SELECT bool_and(replay_lsn < pg_current_wal_lsn() AND flush_lsn >= replay_lsn) FROM pg_stat_replication")));
            replica.resumeReplay();
            replica.awaitReplay();
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
