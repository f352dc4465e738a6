package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `runbooks/deploy-migrations.yaml` with its real Alembic and its API: without Docker forwards, back, and failing in
/// several ways; and with Docker Compose, where there is an engine, forwards with a streaming replica.
@RealPostgres
class DeployTest {
    private static final String VERSION = "SELECT version_num FROM alembic_version";
    private static final Path RUNBOOKS = Path.of("../runbooks");

    @TempDir
    Path folder;
    private Path copy = Path.of("unset");
    private int port;

    /// A copy of the example, to which a test can add migrations.
    @BeforeEach
    void copy() throws IOException, InterruptedException {
        copy = Files.createDirectory(folder.resolve("runbooks"));
        assertThat(exit("cp", "-r", RUNBOOKS.resolve("deploy").toString(), RUNBOOKS.resolve("tools").toString(),
                RUNBOOKS.resolve("deploy-migrations.yaml").toString(), copy.toString())).isZero();
        port = freePort();
    }

    @Test
    void runsForwardsWithoutDocker(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        Cli.Result run = run(trial);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("SUCCEEDED", "✓ The API is ready, and its migrations are current");
        assertThat(trial.one(VERSION)).isEqualTo("0052_stripe_events_processed");
        assertThat(trial.one("SELECT count(*) FROM invoices WHERE status_normalized = 'open'")).isEqualTo("24000");

        Cli.Result filled = run(trial, "--procedure", "backfill");
        assertThat(filled.exit()).as(filled.out() + filled.err()).isZero();
        assertThat(trial.one("SELECT count(*) FROM bookings WHERE priority IS NULL")).isEqualTo("0");
        Cli.Result status = run(trial, "--procedure", "status");
        assertThat(status.exit()).as(status.out() + status.err()).isZero();
    }

    @Test
    void inAnEmergencyTheDowngradeGoesAllTheWayBack(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        trial.execute("TRUNCATE bookings");
        Cli.Result run = run(trial, "--on-failure", "rollback");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(VERSION)).isEqualTo("0050_baseline");
        assertThat(trial.one("SELECT to_regclass('stripe_events_processed') IS NULL")).isEqualTo("t");
        assertThat(trial.directory().resolve("backup/before-downgrade.dump")).isNotEmptyFile();
        trial.hasReport("no bookings are served");
    }

    @Test
    void aTableThatSomebodyHoldsStopsTheRunAndNothingIsRolledBackUnasked(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE bookings IN ACCESS SHARE MODE");
            Cli.Result run = run(trial, "--param", "lock_timeout=300ms");
            assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(3);
            assertThat(run.out()).contains("hint: Somebody holds the table.", "PARTLY UNDONE");
        }
        assertThat(trial.one(VERSION)).as("a migration that is done stays done").isEqualTo("0051_email_and_status");
        trial.hasReportWithoutOutput("somebody holds a table");
    }

    @Test
    void whereTheApiCannotBeReachedNothingIsMigrated(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        Files.delete(copy.resolve("deploy/local/api"));
        Cli.Result run = run(trial);
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(VERSION)).isEqualTo("0050_baseline");
        trial.hasReportWithoutOutput("the API's host is dead");
    }

    @Test
    void twoHeadsAreFoundAndMerged(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        add("0052_loyalty", "0051_email_and_status", "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n");
        Cli.Result run = run(trial);
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(VERSION)).isEqualTo("0050_baseline");
        trial.hasReport("two branches made migrations");

        Cli.Result merged = run(trial, "--procedure", "merge-heads");
        assertThat(merged.exit()).as(merged.out() + merged.err()).isZero();
        assertThat(merged.out()).contains("✓ There is one head");
    }

    @Test
    void aMigrationWithoutADowngradeIsNotDeployed(TestDatabase database) throws Exception {
        Trial trial = prepared(database);
        add("0053_one_way", "0052_stripe_events_processed", "def upgrade():\n    pass\n");
        Cli.Result run = run(trial);
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        trial.hasReport("a migration has no downgrade");
    }

    @Test
    void withoutAnEngineThatIsSaidBeforeAnythingStarts() throws Exception {
        Path none = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("docker"),
                "#!/bin/sh\nexit 1\n");
        assertThat(none.toFile().setExecutable(true)).isTrue();
        Cli.Result run = Cli.withoutTarget().with("PATH", none.getParent() + ":" + System.getenv("PATH"))
                .call("run", copy.resolve("deploy-migrations.yaml").toString(), "--run-dir", folder.toString());
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).contains("a check of what the runbook requires failed", "Start Docker",
                "--environment local",
                "Nothing was touched.");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    /// Slow: it builds an image and starts three containers.
    @Test
    @Tag("docker")
    void runsForwardsWithComposeAndAReplica() throws Exception {
        String image = System.getenv("RUNBOOK_TEST_POSTGRES_IMAGE");
        String postgres = image == null ? "postgres:15" : image;
        String base = Objects.requireNonNullElse(System.getenv("RUNBOOK_TEST_API_IMAGE"), "python:3.12-slim");
        assumeTrue(exit("docker", "compose", "version") == 0 && exit("docker", "info") == 0,
                "no Docker engine with Compose answers");
        assumeTrue(has(postgres), "no image " + postgres + ": name one in RUNBOOK_TEST_POSTGRES_IMAGE");
        assumeTrue(has(base), "no image " + base + ": name one in RUNBOOK_TEST_API_IMAGE");
        Cli.Result run = Cli.withoutTarget().with("POSTGRES_IMAGE", postgres).with("API_BASE", base)
                .with("COMPOSE_PROJECT_NAME", "runbook-test-" + ProcessHandle.current().pid())
                .call("run", copy.resolve("deploy-migrations.yaml").toString(), "--run-dir", folder.toString(),
                        "--param", "api_port=" + port, "--param", "db_port=" + freePort(), "--param",
                        "replica_port=" + freePort());
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("✓ The replica keeps up", "✓ While migrations are pending, the API is not ready",
                "✓ The replica has caught up", "✓ The replica keeps up still", "REHEARSED");
    }

    private Trial prepared(TestDatabase database) throws IOException, InterruptedException {
        return Trial.of("deploy-migrations", database, folder).prepared(copy.resolve("deploy"), """
                local/install.sh
                local/api alembic upgrade 0050_baseline
                psql -qX -v ON_ERROR_STOP=1 -f seed.sql "$DATABASE_URL"
                local/start.sh http://127.0.0.1:%d %s/api.log
                """.formatted(port, folder));
    }

    private Cli.Result run(Trial trial, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--environment", "local",
                "--param", "api_port=" + port));
        arguments.addAll(List.of(more));
        return trial.run(copy.resolve("deploy-migrations.yaml"), arguments.toArray(String[]::new));
    }

    private void add(String revision, String after, String functions) throws IOException {
        Files.writeString(copy.resolve("deploy/backend/alembic/versions/" + revision + ".py"),
                "revision = \"%s\"\ndown_revision = \"%s\"\n\n\n%s".formatted(revision, after, functions));
    }

    private static boolean has(String image) throws IOException, InterruptedException {
        return exit("docker", "image", "inspect", image) == 0 || exit("docker", "pull", "-q", image) == 0;
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            if (Stream.of(command).findFirst().orElse("").equals("docker")) {
                return 127;
            }
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
