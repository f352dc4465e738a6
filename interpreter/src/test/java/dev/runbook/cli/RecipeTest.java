package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `runbooks/recipe-hardening.yaml` with its six migrations and its application: forwards, back, and failing in several
/// ways. It needs a server that has loaded pg_stat_statements, and brings its own.
class RecipeTest {
    private static final String FINGERPRINT = "SELECT md5(string_agg(r::text, '' ORDER BY id)) FROM \"Recipe\" r";
    @TempDir
    private static Path shared;
    @SuppressWarnings("NullAway.Init")
    private static TestPostgres server;
    @SuppressWarnings("NullAway.Init")
    private static TestDatabase seeded;

    @TempDir
    Path folder;
    @SuppressWarnings("NullAway.Init")
    private TestDatabase database;
    @SuppressWarnings("NullAway.Init")
    private Trial trial;
    private String app = "";

    @BeforeAll
    static void seed() throws Exception {
        server = TestPostgres.with(Map.of("shared_preload_libraries", "pg_stat_statements"));
        seeded = server.newDatabase();
        Trial.of("recipe-hardening", seeded, shared).prepared("recipe",
                "for f in schema seed; do psql -qX -v ON_ERROR_STOP=1 -f $f.sql \"$DATABASE_URL\"; done");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void copy() throws IOException {
        database = server.copyOf(seeded);
        trial = Trial.of("recipe-hardening", database, folder);
        try (ServerSocket socket = new ServerSocket(0)) {
            app = "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void runsForwardsAndIsFollowedUp() throws Exception {
        start();
        Cli.Result run = run();
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("SUCCEEDED");
        assertThat(trial.one("SELECT count(*) FROM \"Recipe\" WHERE \"categoryId\" IS NOT NULL")).isEqualTo("15000");
        trial.execute("UPDATE \"Recipe\" SET \"categoryId\" = 3 WHERE id = 1");
        assertThat(trial.one("SELECT category FROM \"Recipe\" WHERE id = 1")).isEqualTo("Bread");
        Path artifacts = trial.directory().resolve("artifacts");
        assertThat(artifacts.resolve("prod_top_queries_baseline.txt")).isNotEmptyFile();
        assertThat(Files.readString(artifacts.resolve("metrics.diff"))).contains("idx_recipe_name_trgm");

        Cli.Result checked = trial.call("followup", trial.directory().getFileName().toString(), "--now", "--answers",
                Files.writeString(folder.resolve("cleanup.yaml"), "cleanup: true\n").toString(), "--target",
                "staging=" + database.url(), "--target", database.url());
        assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
        assertThat(checked.out()).contains("✓ The application answers in good time", "0 of 4 made", "0 of 7 made");
    }

    @Test
    void allSixGoBackInReverse() throws Exception {
        start();
        trial.execute("""
                CREATE FUNCTION somebody() RETURNS event_trigger LANGUAGE plpgsql AS
                $$BEGIN INSERT INTO "Ingredient" VALUES (501, 'Saffron', 9, now()); END$$;
                CREATE EVENT TRIGGER meanwhile ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER')
                EXECUTE FUNCTION somebody();
                """);
        String before = trial.one(FINGERPRINT);
        Cli.Result run = run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(FINGERPRINT)).isEqualTo(before);
        assertThat(run.out())
                .contains("The catalog (tables, columns, constraints, indexes, functions, privileges, …) is"
                        + " as it was before.");
        trial.hasReport("somebody adds an ingredient meanwhile");
    }

    @Test
    void aDuplicateStopsTheFirst() throws Exception {
        start();
        trial.execute("INSERT INTO \"RecipeItem\" SELECT 100001, \"recipeId\", \"ingredientId\", 1, now()"
                + " FROM \"RecipeItem\" WHERE id = 7");
        Cli.Result run = run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        trial.hasReport("an ingredient stands twice in a recipe");
    }

    @Test
    void aLockHeldByAnotherSessionStopsTheFirst() throws Exception {
        start();
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE \"RecipeSection\" IN ROW EXCLUSIVE MODE");
            Cli.Result run = run();
            assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        }
        trial.hasReport("somebody works on the sections");
    }

    @Test
    void anOrphanStopsTheSecond() throws Exception {
        start();
        trial.execute("UPDATE \"ProductionTask\" SET \"assignedTo\" = '00000000-0000-0000-0000-000000000001'"
                + " WHERE id = 1");
        Cli.Result run = run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        trial.hasReport("a task of nobody");
    }

    @Test
    void aDeadApplicationIsNoticedAfterTheFirst() throws Exception {
        Cli.Result run = run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        trial.hasReport("the application is dead");
    }

    @Test
    void aCategoryThatNobodyKnowsStopsTheFifthBeforeItsCommit() throws Exception {
        start();
        trial.execute("UPDATE \"Recipe\" SET category = 'Stews' WHERE id = 1");
        Cli.Result run = run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one("SELECT count(*) FROM \"Recipe\" WHERE \"categoryId\" IS NOT NULL")).isEqualTo("0");
        trial.hasReport("a category is unknown");
    }

    private void start() throws IOException, InterruptedException {
        trial.prepared("recipe", "app/start.sh " + app + " " + log());
    }

    private Cli.Result run() throws IOException {
        return trial.run(Stream.of("--target", database.url(), "--target", "staging=" + database.url(), "--param",
                "app=" + app, "--param", "error_log=" + log()).toArray(String[]::new));
    }

    private Path log() throws IOException {
        Path log = folder.resolve("error.log");
        return Files.exists(log) ? log : Files.createFile(log);
    }
}
