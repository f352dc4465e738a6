package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `requires` has tried of this machine, before anything is touched.
@RealPostgres
class NeedsTest {
    private static final String NEEDY = """
            runbook: needy
            on_failure: stop
            requires:
              checks:
                - {shell: 'test -e ready || { echo "no engine" >&2; exit 3; }', say: Start it.}
                - {if: 1 == 2, shell: "false", say: Not needed.}
                - {shell: '[ -z "${DATABASE_URL-}${PGHOST-}" ]', say: It sees a database.}
            steps:
              - sql: CREATE TABLE made ()
                rollback: [{sql: DROP TABLE made}]
              - sql: SELECT to_regclass('go') IS NOT NULL
                expect: {value: true}
            followups:
              - {name: Later, every: 1h, for: 4h, steps: [{sql: SELECT 1}]}
            """;

    @TempDir
    Path folder;

    @Test
    void withoutItNothingIsBegunAndAllThatIsMissingIsSaid(TestDatabase database) {
        Cli.Result result = new Runs(folder, database.url()).run(NEEDY);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("a check of what the runbook requires failed (exit 3): no engine", "Start it.",
                        "Nothing was touched.")
                .doesNotContain("Not needed.", "It sees a database.");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void itSeesNoDatabaseThoughTheEnvironmentNamesOne(TestDatabase database) throws IOException {
        Files.createFile(folder.resolve("ready"));
        Cli.Result result = Cli.withoutTarget().with("DATABASE_URL", database.url()).with("PGHOST", "127.0.0.1")
                .call("run", new Runs(folder, "").written(NEEDY), "--run-dir", folder.toString());
        assertThat(result.err()).doesNotContain("It sees a database.");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(3);
    }

    @Test
    void whoGoesOnNeedsItTooAndWhoGoesBackDoesNot(TestDatabase database) throws IOException {
        Runs runs = new Runs(folder, database.url());
        Path ready = Files.createFile(folder.resolve("ready"));
        assertThat(runs.run(NEEDY).exit()).isEqualTo(3);
        Files.delete(ready);
        Cli.Result resumed = runs.call("resume", runs.last());
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isEqualTo(2);
        assertThat(resumed.err()).contains("no engine", "Start it.");
        Cli.Result undone = runs.call("rollback", runs.last());
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
    }

    @Test
    void whoLooksAgainLaterNeedsItToo(TestDatabase database) throws IOException {
        Runs runs = new Runs(folder, database.url());
        Path ready = Files.createFile(folder.resolve("ready"));
        assertThat(runs.run(NEEDY.replace("'go'", "'made'")).exit()).isZero();
        Files.delete(ready);
        Cli.Result later = runs.call("followup", runs.last(), "--now");
        assertThat(later.exit()).as(later.out() + later.err()).isEqualTo(2);
        assertThat(later.err()).contains("no engine", "Start it.");
    }

    @Test
    void aProcedureMayRequireMoreThanItsRunbook(TestDatabase database) {
        Runs runs = new Runs(folder, database.url());
        String runbook = """
                runbook: two
                steps:
                  - sql: SELECT 1
                procedures:
                  other:
                    requires: {commands: [no-such-program]}
                    steps:
                      - sql: SELECT 1
                """;
        assertThat(runs.run(runbook).exit()).isZero();
        assertThat(runs.run(runbook, "--procedure", "other").err())
                .contains("the program no-such-program is not on the PATH");
    }
}
