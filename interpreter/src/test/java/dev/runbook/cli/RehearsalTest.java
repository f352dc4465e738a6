package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rehearsals on servers that the runbook's own scripts start: where connections lead, and that all is stopped again.
@RealPostgres
class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void connectionsLeadWhereTheScriptSays(TestDatabase database, TestDatabase other) throws Exception {
        Cli.Result run = run("""
                cat addresses
                echo "starting, slowly" >&2
                """, "main " + database.url() + "\nother " + other.url() + "\n");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("Rehearsal on a sandbox")
                .contains("servers that the runbook's own script starts",
                        "starting, slowly", "main: " + database.name(), "other: " + other.name(),
                        "third: " + database.name(),
                        "REHEARSED")
                .doesNotContain(database.password());
        assertThat(folder.resolve("stopped")).exists();
    }

    @Test
    void aScriptThatFailsIsHeardAndNothingRuns() throws Exception {
        Cli.Result run = run("echo 'no engine here' >&2; exit 3", "");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("the sandbox's servers did not start (exit 3)", "no engine here");
        assertThat(folder.resolve("stopped")).exists();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aScriptThatNamesNoAddressIsOfNoUse() throws Exception {
        Cli.Result run = run("echo done", "");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("names no address of main");
    }

    private Cli.Result run(String start, String addresses) throws IOException {
        Files.writeString(folder.resolve("addresses"), addresses);
        Path runbook = Files.writeString(folder.resolve("servers.yaml"), """
                runbook: servers
                connections:
                  other: {url: "${{ env.NOWHERE }}"}
                  third: {url: "${{ env.NOWHERE }}"}
                steps:
                  - {sql: SELECT current_database(), summary: "main: ${{ value }}"}
                  - {sql: SELECT current_database(), connection: other, summary: "other: ${{ value }}"}
                  - {sql: SELECT current_database(), connection: third, summary: "third: ${{ value }}"}
                sandbox:
                  server:
                    stop: touch stopped
                    start: |
                """ + start.strip().indent(8));
        return Cli.withoutTarget().call("run", runbook.toString(), "--run-dir", folder.toString());
    }
}
