package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.fence.Sentinel;
import dev.runbook.database.fence.Sentinel.Acquisition;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.ConnectionSettings.Written;
import dev.runbook.database.settings.Surroundings;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program answers when things are not as they should be; and that it has touched nothing then.
@RealPostgres
class ExitCodesTest {
    private static final String ONE_STEP = """
            runbook: one
            title: One step
            steps:
              - name: Make a table
                sql: CREATE TABLE made (id int)
            """;

    @TempDir
    Path folder;

    @Test
    void anUnreachableServerIsFour() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Cli.Result result = run(ONE_STEP, "--target", "postgresql://me:hidden-word@127.0.0.1:" + free + "/nowhere");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).contains("cannot connect to postgresql://me@127.0.0.1:" + free, "Start the server")
                .doesNotContain("hidden-word", "at dev.runbook");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void theAddressOfTheTargetHoldsTheParametersThatAreGiven() throws IOException {
        Cli.Result result = run("""
                runbook: given
                title: The address is made of parameters
                params:
                  database: {default: by-default}
                connections:
                  main: {url: "postgresql://ops@127.0.0.1:1/${{ params.database }}"}
                """ + ONE_STEP.substring(ONE_STEP.indexOf("steps:")), "--param", "database=as-given");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).contains("postgresql://ops@127.0.0.1:1/as-given").doesNotContain("by-default");
    }

    @Test
    void aDatabaseOnWhichSomebodyElseWorksIsFour(TestDatabase database) throws IOException {
        ConnectionSettings settings = ConnectionSettings.of(new Written(database.url(), "the test", null),
                Surroundings.of(Map.of()));
        Acquisition other = Sentinel.acquire(settings, "runbook 0f0f0f other-run", Duration.ZERO);
        assertThat(other).isInstanceOf(Acquisition.Held.class);
        try (Sentinel sentinel = ((Acquisition.Held) other).sentinel()) {
            assertThat(sentinel.holds()).isTrue();
            Cli.Result result = run(ONE_STEP, "--target", database.url());
            assertThat(result.exit()).isEqualTo(4);
            assertThat(result.err()).contains("another run is at work", "runbook 0f0f0f other-run",
                    "Nothing was touched");
        }
        assertThat(run(ONE_STEP, "--target", database.url()).exit()).isZero();
    }

    @Test
    void aRunbookWithMistakesIsTwoAndShowsAllOfThem(TestDatabase database) throws IOException {
        Cli.Result result = run("""
                runbook: wrong
                title: Wrong
                steps:
                  - name: Unknown key
                    sqll: SELECT 1
                  - id: known
                    name: Unknown step
                    shell: echo "$N"
                    env: {N: "${{ steps.knwon.stdout }}"}
                  - name: Unknown parameter
                    shell: echo
                    env: {N: "${{ params.nothing }}"}
                  - name: A value inside SQL
                    sql: SELECT ${{ params.nothing }}
                  - name: A file that is not there
                    sql_file: nowhere.sql
                """, "--target", database.url());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("unknown key \"sqll\"", "Did you mean \"sql\"", "knwon", "known", "params",
                "A value must never become code", "there is no file nowhere.sql", "runbook.yaml:9:",
                "runbook.yaml:14:");
    }

    @Test
    void aMissingParameterAndAnUnknownOneAreFoundBeforeAnythingRuns(TestDatabase database) throws IOException {
        Cli.Result result = run("""
                runbook: params
                title: Parameters
                params:
                  revision: {}
                  batch: {type: integer, default: 500}
                steps:
                  - sql: SELECT 1
                """, "--target", database.url(), "--param", "btach=1", "--param", "batch=many");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("the parameter \"revision\" is missing", "no parameter \"btach\"",
                "Did you mean \"batch\"", "batch must be an integer, not \"many\"");
    }

    @Test
    void aMissingProgramIsTwo(TestDatabase database) throws IOException {
        Cli.Result result = run(ONE_STEP + "requires: {commands: [no-such-program]}\n", "--target", database.url());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("the program no-such-program is not on the PATH");
    }

    @Test
    void aServerThatIsTooOldIsTwo(TestDatabase database) throws IOException {
        Cli.Result result = run(ONE_STEP + "requires: {postgres: \">= 99\"}\n", "--target", database.url());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("the runbook requires >= 99");
    }

    @Test
    void noTargetAndNoSandboxIsTwo() throws IOException {
        Cli.Result result = run(ONE_STEP);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("no target is named");
    }

    @Test
    void aSecretParameterIsNeverShown(TestDatabase database) throws IOException {
        Cli.Result result = run("""
                runbook: secretive
                title: Secrets
                params:
                  token: {secret: true}
                steps:
                  - name: Say it in several ways
                    shell: echo "$TOKEN"; printf %s "$TOKEN" | base64; echo "$TOKEN" >&2
                    env: {TOKEN: "${{ params.token }}"}
                    summary: "it was ${{ stdout }}"
                  - name: Say it in SQL
                    sql: SELECT :'token' AS token
                    vars: {token: "${{ params.token }}"}
                  - name: Fail with it
                    sql: SELECT 1 / (length(:'token') - length(:'token')), :'token'::int
                    vars: {token: "${{ params.token }}"}
                """, "--target", database.url(), "--param", "token=Zu'gang%20/x");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("it was ***");
        for (String form : new String[]{"Zu'gang%20/x", "Zu''gang%20/x", "WnUnZ2FuZyUyMC94"}) {
            assertThat(result.out() + result.err()).doesNotContain(form);
            try (var files = Files.walk(folder.resolve("runs"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain(form);
                }
            }
        }
    }

    private Cli.Result run(String runbook, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), runbook);
        java.util.List<String> arguments = new java.util.ArrayList<>(
                java.util.List.of("run", file.toString(), "--run-dir", folder.toString()));
        arguments.addAll(java.util.List.of(more));
        return Cli.withoutTarget().call(arguments.toArray(String[]::new));
    }
}
