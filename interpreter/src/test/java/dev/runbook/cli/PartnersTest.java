package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The owner's example with its real application: Flask-Migrate, pg_dump and pg_restore on a real PostgreSQL.
@RealPostgres
class PartnersTest {
    private static final Path RUNBOOK = Path.of("../runbooks/partners-fk.yaml");
    private static final String COLUMN = "SELECT count(*) FROM information_schema.columns"
            + " WHERE table_name = 'partners' AND column_name = 'category_id'";

    @TempDir
    Path folder;

    @Test
    void runsForwardsOnASandboxAndSaysSoFirstAndLast() throws IOException {
        Cli.Result result = Cli.withoutTarget().call("run", RUNBOOK.toString(), "--run-dir", folder.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines.getFirst()).startsWith("Rehearsal on a sandbox");
        assertThat(lines.getLast()).startsWith("This was a rehearsal on a sandbox");
        assertThat(result.out()).contains("REHEARSED", "282 partners will have no category_id", "48 chunks");
        assertThat(report()).contains("REHEARSED").doesNotContain("SUCCEEDED");
        assertThat(run().resolve("report.html")).exists();
    }

    @Test
    void aFailureAfterTheMigrationRunsTheRealDowngrade(TestDatabase database) throws Exception {
        prepare(database);
        Cli.Result result = on(database, "spot_check: false");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("✓ Downgrade, which drops the foreign key", "ROLLED BACK")
                .doesNotContain("sandbox");
        assertThat(report()).contains("ROLLED BACK",
                "Downgrade, which drops the foreign key, the index and the column");
        assertThat(one(database, COLUMN)).isEqualTo("0");
        assertThat(one(database, "SELECT version_num FROM alembic_version")).isEqualTo("202503010001");
    }

    @Test
    void theRecoveryRestoresTheRealBackup(TestDatabase database) throws Exception {
        prepare(database);
        String before = one(database, "SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM partners p");
        Cli.Result result = on(database, "spot_check: false", "--on-failure", "restore");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("✓ Restore the backup", "RECOVERED");
        assertThat(one(database, COLUMN)).isEqualTo("0");
        assertThat(one(database, "SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM partners p")).isEqualTo(before);
        assertThat(report()).contains("A test of the restore");
    }

    @Test
    void theOtherRecoveryRestoresTheBackupIntoAFreshDatabase(TestDatabase database) throws Exception {
        prepare(database);
        String fresh = "restored_" + database.name();
        try {
            Cli.Result result = on(database, "spot_check: false", "--on-failure", "restore_aside", "--param",
                    "fresh=" + fresh);
            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
            assertThat(result.out()).contains("✓ The fresh database is at the old revision", "RECOVERED");
            assertThat(one(database, "SELECT count(*) FROM pg_database WHERE datname = '" + fresh + "'"))
                    .isEqualTo("1");
        } finally {
            try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS " + fresh + " WITH (FORCE)");
            }
        }
    }

    @Test
    void thePasswordIsNowhere(TestDatabase database) throws Exception {
        prepare(database);
        Cli.Result result = on(database, "spot_check: true");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out() + result.err()).contains("SUCCEEDED").doesNotContain(database.password());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllBytes(file)).as(file.toString()).satisfies(bytes -> assertThat(
                        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain(database.password()));
                assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).hasSizeLessThanOrEqualTo(3)
                        .noneMatch(permission -> !permission.name().startsWith("OWNER"));
            }
        }
    }

    /// The schema before the migration, and the data, as the sandbox's setup makes them.
    private void prepare(TestDatabase database) throws IOException, InterruptedException {
        Path application = RUNBOOK.resolveSibling("partners").toAbsolutePath().normalize();
        String script = "./install.sh && ./flask db upgrade 202503010001 && psql -qX -v ON_ERROR_STOP=1 -f seed.sql"
                + " \"$DATABASE_URL\"";
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script).directory(application.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DATABASE_URL", database.url());
        builder.environment().put("FLASK_APP", "app:create_app");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private Cli.Result on(TestDatabase database, String spotCheck, String... more) throws IOException {
        Path answers = Files.writeString(folder.resolveSibling(folder.getFileName() + ".yaml"), """
                traffic: true
                logs: true
                writes_paused: true
                restore_reason: A test of the restore
                restore_paused: true
                aside_reason: none
                aside_paused: true
                aside_switched: true
                """ + spotCheck + "\n");
        List<String> arguments = Stream.concat(Stream.of("run", RUNBOOK.toString(), "--run-dir", folder.toString(),
                "--answers", answers.toString()), Stream.of(more)).toList();
        return Cli.withoutTarget().with("DATABASE_URL", database.url()).call(arguments.toArray(String[]::new));
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private String report() throws IOException {
        return Files.readString(run().resolve("report.md"));
    }

    private static String one(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
