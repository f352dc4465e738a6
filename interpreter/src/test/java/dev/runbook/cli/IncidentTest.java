package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is sent to the person to whom one escalates, and what is listed of runs.
@RealPostgres
class IncidentTest {
    private static final String FAILS_TWICE = """
            runbook: fails-twice
            title: Its rollback fails too
            owner: platform
            contacts:
              - {level: 1, role: On duty, reach: "#ops"}
              - {level: 2, role: Database owner, reach: "#db-oncall", when: a rollback fails}
              - {level: 3, role: Emergency, reach: "+1 555 0100", when: users are affected}
            params:
              revision: {default: "0052"}
              token: {secret: true, default: "hush-hush-word"}
            steps:
              - id: backup
                name: Back up
                backup: {file: "kept.dump"}
              - id: made
                name: Make a table
                sql: CREATE TABLE made (id int)
                rollback:
                  - name: Drop something else
                    sql: DROP TABLE something_else
              - id: deploy
                name: Deploy
                shell: |
                  seq 1 2000
                  echo "the token is $TOKEN"
                  echo "disk is full" >&2
                  exit 7
                env: {TOKEN: "${{ params.token }}"}
              - id: never
                name: Never reached
                sql: SELECT 1
            """;

    @TempDir
    Path folder;

    @Test
    void itHoldsWhatWhoeverIsCalledHasToKnow(TestDatabase database) throws IOException {
        assertThat(run(database, FAILS_TWICE).exit()).isEqualTo(3);
        String incident = call("incident", lastRun()).out();
        assertThat(incident).contains("# Incident: Its rollback fails too", "**PARTLY UNDONE.**",
                "**State of the database:** NOT everything has been undone", "## Whom to call now: level 2",
                "- **Database owner**: #db-oncall (a rollback fails)", "| 3 | Emergency |",
                "revision <code>0052</code>", "SHA-256", "| Begun | 20", "exit code 7",
                "table \"something_else\" does not exist", "❌ Drop something else, for **Make a table**",
                "disk is full", "deploy.stderr.log", "deploy.stdout.log, its last lines", "\n2000\n",
                "the token is ***", "Deploy (<code>deploy</code>)", "made by \"Back up\" at 20",
                "the file is there", "runbook resume " + lastRun(), "runbook rollback " + lastRun())
                .containsPattern("<code>\\S*kept.dump</code>")
                .containsPattern("- \\*\\*Make a table\\*\\* \\(<code>made</code>\\)")
                .doesNotContain("hush-hush-word", "\n1000\n", "Never reached");
        assertThat(call("incident", lastRun(), "--level", "3").out()).contains("## Whom to call now: level 3",
                "- **Emergency**: ");
        Path file = folder.resolve("incident.md");
        assertThat(call("incident", lastRun(), "--output", file.toString()).exit()).isZero();
        assertThat(file).hasContent(incident);
        Files.delete(folder.resolve("kept.dump"));
        assertThat(call("incident", lastRun()).out()).contains("NO such file on this machine now");
    }

    @Test
    void aRunThatWasCutOffIsForTheOwnerAndSaysWhere(TestDatabase database) throws IOException {
        run(database, FAILS_TWICE);
        Path journal = folder.resolve("runs").resolve(lastRun()).resolve("journal.jsonl");
        String text = Files.readString(journal);
        Files.writeString(journal,
                text.substring(0, text.indexOf("\n", text.indexOf("\"event\":\"effect\"")) + 1));
        assertThat(call("incident", lastRun()).out()).contains("**INTERRUPTED.**", "The run was cut off at ",
                "## Whom to call now: level 2", "| Ended | it was cut off |");
    }

    @Test
    void whatWentBackByItselfIsForWhoeverIsOnDuty(TestDatabase database) throws IOException {
        run(database, FAILS_TWICE.replace("DROP TABLE something_else", "DROP TABLE made").replace("something else",
                "it"));
        assertThat(call("incident", lastRun()).out()).contains("**ROLLED BACK.**", "## Whom to call now: level 1",
                "- **On duty**: #ops");
    }

    @Test
    void runsAreListedWithWhatIsPossible(TestDatabase database) throws IOException {
        run(database, FAILS_TWICE);
        String run = lastRun();
        assertThat(call("runs").out())
                .containsPattern(run + " +PARTLY UNDONE +\\S+ \\(possible: resume, rollback\\)\n");
        assertThat(call("runs", "--format", "json").out()).contains("\"run\": \"" + run + "\"",
                "\"verdict\": \"partly_undone\"", "\"possible\": [\"resume\", \"rollback\"]",
                "\"database\": \"" + database.name() + "\"", "\"state\": \"NOT everything has been undone.");
        Files.writeString(folder.resolve("runs").resolve(run).resolve("journal.jsonl"), "");
        assertThat(call("runs").out()).contains(run, "NOT BEGUN", "it has touched nothing");
        Files.writeString(folder.resolve("runs").resolve(run).resolve("journal.jsonl"), "{}\n{}\n");
        assertThat(call("runs").out()).contains(run, "UNREADABLE");
    }

    private Cli.Result run(TestDatabase database, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("incident.yaml"), runbook);
        return call("run", file.toString(), "--target", database.url());
    }

    private Cli.Result call(String... arguments) {
        return Cli.withoutTarget().call(
                Stream.concat(Stream.of(arguments), Stream.of("--run-dir", folder.toString())).toArray(String[]::new));
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().reduce((_, last) -> last).orElseThrow().getFileName()
                    .toString();
        }
    }
}
