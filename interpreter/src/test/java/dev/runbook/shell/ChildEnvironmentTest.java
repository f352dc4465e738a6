package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.ChildEnvironment.Withheld;
import dev.runbook.shell.output.ShellOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule is proven by a real child that prints what it sees.
class ChildEnvironmentTest {
    private static final Map<String, String> CONNECTION = Map.of("DATABASE_URL", "postgresql://127.0.0.1/scratch",
            "PGHOST", "127.0.0.1", "PGDATABASE", "scratch");

    @TempDir
    Path directory;

    @Test
    void theChildSeesTheConnectionAndNoOtherPgVariable() throws Exception {
        Map<String, String> seen = seen(build(Map.of("PGHOST", "prod", "PGSERVICE", "prod", "PGOPTIONS", "-c x=y",
                "PGPASSFILE", "/x", "HOME", "/root"), false, Map.of()));
        assertThat(seen).containsAllEntriesOf(CONNECTION).containsEntry("HOME", "/root");
        assertThat(seen.keySet().stream().filter(n -> n.startsWith("PG")))
                .containsExactlyInAnyOrder("PGHOST", "PGDATABASE");
    }

    @Test
    void anAddressOfADatabaseStaysOnARealTargetAndIsWithheldOnASandbox() throws Exception {
        Map<String, String> parent = Map.of("PROD_DATABASE_URL", "postgresql://prod/app");
        assertThat(seen(build(parent, false, Map.of()))).containsAllEntriesOf(parent);
        assertThat(seen(build(parent, true, Map.of()))).doesNotContainKey("PROD_DATABASE_URL")
                .containsAllEntriesOf(CONNECTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://prod/app", "postgresql://u:p@prod:5432/app?sslmode=require",
            "POSTGRESQL://PROD/APP", "postgresql+psycopg2://prod/app", "postgresql+asyncpg://prod/app",
            "jdbc:postgresql://prod/app", "postgis://prod/app", "pgsql://prod/app", "psql://prod/app",
            "cockroachdb://prod/app", "jdbc:postgresql:\\/\\/prod\\/app", "postgres%3A%2F%2Fprod%2Fapp",
            "{\"services\": [{\"uri\": \"postgres://u:p@prod/app\"}]}", "first line\npostgres://prod/app",
            "--dsn=postgres://prod/app --verbose", "host=prod dbname=app user=me", "dbname = 'app' host=prod",
            "Host=prod;Username=me;Database=app", "Server=prod;Port=5432;User Id=me;Database=app",
            "jdbc:postgresql:app", "r2dbc:postgresql://prod/app", "postgresql:///app?host=prod"})
    void everySpellingOfAnAddressIsWithheldOnASandbox(String value) throws Exception {
        ChildEnvironment environment = build(Map.of("FORGOTTEN", value), true, Map.of());
        assertThat(seen(environment)).doesNotContainKey("FORGOTTEN");
        assertThat(environment.withheld()).extracting(Withheld::name).containsExactly("FORGOTTEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://prod/app", "https://www.postgresql.org/docs", "/usr/lib/postgresql/15/bin",
            "postgres", "https://postgres.example/x", "localhost", "", "database=app"})
    void whatIsNoAddressOfADatabaseStays(String value) throws Exception {
        assertThat(seen(build(Map.of("OTHER", value), true, Map.of()))).containsEntry("OTHER", value);
    }

    @Test
    void theStepsOwnVariablesWinAndAreNeverWithheld() throws Exception {
        ChildEnvironment environment = build(Map.of("PGPORT", "1", "SOURCE", "postgres://prod/app"), true,
                Map.of("PGPORT", "2", "SOURCE", "postgres://copy/app", "PGHOST", "other"));
        assertThat(seen(environment)).containsEntry("PGPORT", "2").containsEntry("SOURCE", "postgres://copy/app")
                .containsEntry("PGHOST", "other");
        assertThat(environment.withheld()).isEmpty();
    }

    @Test
    void whatBashWouldReadBeforeTheScriptIsWithheld() throws Exception {
        Path file = java.nio.file.Files.writeString(directory.resolve("rc"), "export DATABASE_URL=postgres://prod/x");
        assertThat(seen(build(Map.of("BASH_ENV", file.toString()), false, Map.of()))).containsAllEntriesOf(CONNECTION);
    }

    @Test
    void whatWasWithheldIsNamedWithTheReason() {
        assertThat(build(Map.of("PGUSER", "x", "B_URL", "postgres://prod/x", "A", "dbname=x"), true, Map.of())
                .withheld()).containsExactly(
                        new Withheld("A", "it holds a connection string, and this is a sandbox"),
                        new Withheld("B_URL", "it holds the address of a database, and this is a sandbox"),
                        new Withheld("PGUSER", "it would change which database libpq connects to, or how"));
    }

    @Test
    void theChildSeesNothingThatItWasNotGivenButWhatItsShellsMake() throws Exception {
        Map<String, String> seen = seen(new ChildEnvironment(Map.of("PATH", System.getenv("PATH")),
                Map.of("A", "1"), List.of(), false));
        assertThat(seen.keySet()).isSubsetOf(Set.of("PATH", "A", "PWD", "OLDPWD", "SHLVL", "_"));
    }

    @Test
    void namesThatNoShellCanSpellAreHandedOn() throws Exception {
        assertThat(seen(build(Map.of("spring.url", "x y", "npm-config", "z", "BASH_FUNC_f%%", "() { echo f; }"), true,
                Map.of()))).containsEntry("spring.url", "x y").containsEntry("npm-config", "z");
        ShellJob job = ShellJob.bash("f", directory, build(Map.of("BASH_FUNC_f%%", "() { echo f; }"), true, Map.of()));
        assertThat(Shell.run(job).stdout().value()).isEqualTo("f");
    }

    @Test
    void everyValueArrivesWhateverTheLocale() throws Exception {
        for (String locale : List.of("C", "C.UTF-8")) {
            ProcessBuilder builder = JavaProgram.of(PrintValue.class, directory.toString());
            builder.environment().put("LC_ALL", locale);
            Process child = builder.start();
            assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                    .isEqualTo("4bc3b66c6e0ae282ac27f09f9880");
        }
    }

    private static ChildEnvironment build(Map<String, String> parent, boolean sandbox, Map<String, String> step) {
        Map<String, String> all = new LinkedHashMap<>(parent);
        all.put("PATH", System.getenv("PATH"));
        return ChildEnvironment.build(all, sandbox, CONNECTION, step);
    }

    private Map<String, String> seen(ChildEnvironment environment) throws InterruptedException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ShellResult result = Shell.run(ShellJob.bash("env -0", directory, environment),
                ShellOutput.memoryOnly().withLog(log));
        assertThat(result.exit()).isZero();
        return Arrays.stream(log.toString(StandardCharsets.UTF_8).split("\0")).map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
