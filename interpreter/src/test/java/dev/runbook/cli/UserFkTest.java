package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `runbooks/user-fk-v25a.yaml` with its real migration: forwards, back, and failing in several ways.
@RealPostgres
class UserFkTest {
    private static final String NEW_KEYS = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
            + " AND confrelid = 'users'::regclass AND conname <> 'user_profiles_user_id_fkey'";
    private static final String ORPHANS = "SELECT count(*) FROM dashboard_widgets WHERE user_id LIKE 'gone-%'";

    @TempDir
    Path folder;

    @Test
    void runsForwardsAndIsSafeToRunAgain(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        Cli.Result run = trial.run("--environment", "staging");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("SUCCEEDED", "Deleted 5 orphan rows from public.dashboard_widgets.user_id");
        assertThat(trial.one(NEW_KEYS)).isEqualTo("5");
        assertThat(trial.one(ORPHANS)).isEqualTo("0");
        assertThat(Files.readString(trial.directory().resolve("artifacts/integrity-report.txt"))).contains("✓ PASS")
                .doesNotContain("✗ FAIL");
        assertThat(Files.readString(trial.directory().resolve("artifacts/preflight-report.txt"))).contains(
                "migration_rollback_audit", "will be skipped");

        Cli.Result again = trial.run("--environment", "staging");
        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).doesNotContain("Deleted");

        Cli.Result failed = trial.answering("application", "false").run("--environment", "staging");
        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(1);
        assertThat(trial.one(NEW_KEYS)).as("what an earlier run made is not this one's to undo").isEqualTo("5");
        assertThat(trial.one("SELECT to_regclass('migration_rollback_audit') IS NULL")).isEqualTo("f");
    }

    @Test
    void aFailureAfterwardsTakesTheForeignKeysBackButNotTheOrphans(TestDatabase database) throws Exception {
        Trial trial = prepared(database).answering("application", "false");
        Cli.Result run = trial.run("--environment", "production");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(NEW_KEYS)).isEqualTo("0");
        assertThat(trial.one("SELECT to_regclass('migration_rollback_audit') IS NULL")).isEqualTo("t");
        assertThat(trial.one(ORPHANS)).isEqualTo("0");
        trial.hasReport("the application is not well");
    }

    @Test
    void theBackupHasTheOrphans(TestDatabase database) throws Exception {
        Trial trial = prepared(database).answering("application", "false");
        Cli.Result run = trial.run("--on-failure", "restore");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("RECOVERED");
        assertThat(trial.one(NEW_KEYS)).isEqualTo("0");
        assertThat(trial.one(ORPHANS)).isEqualTo("5");
    }

    @Test
    void theProcedureRollsBackAfterASuccess(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        assertThat(trial.run().exit()).isZero();
        Cli.Result back = trial.run("--procedure", "roll-back");
        assertThat(back.exit()).as(back.out() + back.err()).isZero();
        assertThat(trial.one(NEW_KEYS)).isEqualTo("0");
    }

    @Test
    void stagingWantsTheWholeSchema(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        trial.execute("DROP TABLE saved_reports");
        Cli.Result run = trial.run("--environment", "staging");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(NEW_KEYS)).isEqualTo("0");
        trial.hasReport("a table is missing");
    }

    @Test
    void aTableThatSomebodyHoldsIsNotWaitedForForEver(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        try (Connection other = holding(database, "LOCK TABLE error_logs IN ROW EXCLUSIVE MODE")) {
            Cli.Result run = trial.run("--param", "lock_timeout=300ms");
            assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.out()).contains("Try again in a maintenance window");
            assertThat(other.isClosed()).isFalse();
        }
        assertThat(trial.one(NEW_KEYS)).isEqualTo("0");
        assertThat(trial.one(ORPHANS)).isEqualTo("5");
        trial.hasReport("somebody holds a table");
    }

    @Test
    void aServerThatEndsTheSessionLeavesNoForeignKey(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        trial.execute("""
                CREATE FUNCTION the_end() RETURNS event_trigger LANGUAGE plpgsql AS
                $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END$$;
                CREATE EVENT TRIGGER dead ON ddl_command_start WHEN TAG IN ('CREATE INDEX')
                EXECUTE FUNCTION the_end();
                """);
        Cli.Result run = trial.run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(NEW_KEYS)).isEqualTo("0");
        assertThat(trial.one(ORPHANS)).isEqualTo("5");
        assertThat(run.out()).doesNotContain("NOT given back");
        trial.hasReport("the server ends the session");
    }

    @Test
    void aFailedIntegrityCheckIsFoundBeforeTheCommit(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        trial.execute("ALTER TABLE saved_reports ADD CONSTRAINT saved_reports_user_id_fkey FOREIGN KEY (user_id)"
                + " REFERENCES users (user_id) NOT VALID");
        Cli.Result run = trial.run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(ORPHANS)).isEqualTo("5");
        trial.hasReport("the integrity check fails");
    }

    private Trial prepared(TestDatabase database) throws IOException, InterruptedException {
        return Trial.of("user-fk-v25a", database, folder).prepared("user-fk",
                "psql -qX -v ON_ERROR_STOP=1 -f seed.sql \"$DATABASE_URL\"");
    }

    private static Connection holding(TestDatabase database, String lock) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
        return connection;
    }
}
