package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `runbooks/home-budget.yaml` with its real backend: Alembic, FastAPI, pytest, pg_dump and pg_restore.
@RealPostgres
class HomeBudgetTest {
    private static final String BASE = "3f1c0a7b2d10";
    private static final String HEAD = "c5a9177f3e42";
    private static final String REVISION = "SELECT version_num FROM alembic_version";
    private static final String EXPENSES = "SELECT md5(string_agg(concat_ws('|', id, date, business, category, amount,"
            + " account, created_at), '' ORDER BY id)) FROM expenses";
    private static final String INCOMES = "SELECT md5(string_agg(i::text, '' ORDER BY id)) FROM incomes i";

    @TempDir
    Path folder;

    @Test
    void runsForwardsOnASandbox() throws IOException {
        Cli.Result run = Cli.withoutTarget().call("run", "../runbooks/home-budget.yaml", "--run-dir",
                folder.toString(), "--param", "backups=" + folder.resolve("backups"), "--param",
                "api=http://127.0.0.1:" + freePort());
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("REHEARSED", "✓ The whole test suite", "✓ It lists expenses");
        try (Stream<Path> backups = Files.list(folder.resolve("backups"))) {
            assertThat(backups.map(Path::getFileName).map(Path::toString).filter(name -> !name.endsWith(".json")))
                    .hasSize(3);
        }
    }

    @Test
    void aDeadApiAfterTheMigrationTakesItBack(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        String expenses = trial.one(EXPENSES);
        Cli.Result run = run(trial, "--param", "one_by_one=true");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(REVISION)).isEqualTo(BASE);
        assertThat(trial.one(EXPENSES)).isEqualTo(expenses);
        assertThat(Files.readString(trial.directory().resolve("artifacts/migration-by-step.log")))
                .contains(BASE + " -> 8d24e6b90c31", "8d24e6b90c31 -> " + HEAD);
        trial.hasReport("the API is dead");
    }

    @Test
    void aTableThatSomebodyHoldsStopsTheMigration(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE expenses IN ACCESS SHARE MODE");
            Cli.Result run = run(trial);
            assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        }
        assertThat(trial.one(REVISION)).isEqualTo(BASE);
        trial.hasReportWithoutOutput("somebody holds a table");
    }

    @Test
    void aBookThatIsNearlyEmptyFailsTheSmokeTests(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        trial.execute("DELETE FROM expenses WHERE id > 100");
        Cli.Result run = run(trial);
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("✗ The smoke tests");
        assertThat(trial.one(REVISION)).isEqualTo(BASE);
        trial.hasReportWithoutOutput("the smoke tests fail");
    }

    @Test
    void theWholeBackupComesBack(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        String expenses = trial.one(EXPENSES);
        Cli.Result run = run(trial, "--on-failure", "restore");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("RECOVERED");
        assertThat(trial.one(REVISION)).isEqualTo(BASE);
        assertThat(trial.one(EXPENSES)).isEqualTo(expenses);
        assertThat(trial.one("SELECT to_regclass('categories') IS NULL")).isEqualTo("t");
    }

    @Test
    void aSingleTableComesBack(TestDatabase database) throws Exception {
        Trial trial = prepared(database).answering("which", "expenses");
        String expenses = trial.one(EXPENSES);
        String incomes = trial.one(INCOMES);
        Cli.Result run = run(trial, "--on-failure", "restore_tables");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("RECOVERED");
        assertThat(trial.one(REVISION)).isEqualTo(BASE);
        assertThat(List.of(trial.one(EXPENSES), trial.one(INCOMES))).containsExactly(expenses, incomes);
    }

    private Trial prepared(TestDatabase database) throws IOException, InterruptedException {
        return Trial.of("home-budget", database, folder).prepared("home-budget",
                "./install.sh; ./python -m alembic upgrade "
                        + BASE + "; psql -qX -v ON_ERROR_STOP=1 -f seed.sql \"$DATABASE_URL\"");
    }

    /// Nobody answers at the API's address.
    private Cli.Result run(Trial trial, String... more) throws IOException {
        return trial.run(Stream.concat(Stream.of("--param", "backups=" + folder.resolve("backups"), "--param",
                "api=http://127.0.0.1:1"), Stream.of(more)).toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
