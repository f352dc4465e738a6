package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A step has failed, and somebody sits in front of the terminal.
@RealPostgres
class ChoiceTest {
    private static final String RUNBOOK = """
            runbook: choice
            title: Something fails
            steps:
              - id: made
                name: Make a table
                sql: CREATE TABLE made (id int)
                rollback:
                  - name: Drop it
                    sql: DROP TABLE made
              - id: deploy
                name: Deploy
                shell: |
                  seq 1 100
                  echo tried >> tries
                  echo only three lines >&2
                  test "$(wc -l < tries)" -ge "$ENOUGH"
                env: {ENOUGH: "${{ params.enough }}"}
                rollback:
                  - name: Take it back
                    shell: echo back >> tries
              - name: Fill it
                sql: INSERT INTO made VALUES (1)
            params:
              enough: {type: integer, default: 3}
            recovery:
              restore:
                title: Restore the backup
                steps:
                  - name: Empty it
                    sql: TRUNCATE made
            """;

    @TempDir
    Path folder;

    @Test
    void theStepIsTriedAgainInItsPlaceUntilItPasses(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK, "retry\nretry\n");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("\"Deploy\" failed: exit code 1", "try this step again", "What now?");
        assertThat(count(database, "SELECT count(*) FROM made")).isEqualTo(1);
        assertThat(report()).contains("retry");
        assertThat(
                journal().lines().filter(line -> line.contains("\"event\":\"armed\"") && line.contains("\"deploy\"")))
                .hasSize(1);
    }

    @Test
    void whatWasTriedAgainIsUndoneOnce(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK, "retry\nrollback\n");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("tries"))).isEqualTo("tried\ntried\nback\n");
        assertThat(count(database, "SELECT count(*) FROM pg_class WHERE relname = 'made'")).isZero();
    }

    @Test
    void everythingStaysAsItIs(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK, "stop\n");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(5);
        assertThat(result.out()).contains("Stopped. In effect, in whole or in part: ", "Make a table (made)",
                "Deploy (deploy)", "STOPPED");
        assertThat(count(database, "SELECT count(*) FROM made")).isZero();
        assertThat(report()).contains("exit code 1. What now? | stop |", "chosen after the failure");
        assertThat(journal()).contains("\"event\":\"decided\",\"choice\":\"stop\",\"by\":\""
                + System.getProperty("user.name"), "\"ending\":\"STOPPED\"");
    }

    @Test
    void aRecoveryIsTakenAndAnUnknownWordIsAskedAgain(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK, "restroe\nrestore\n");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("Restore the backup", "Type one of retry, rollback, stop, restore, output",
                "RECOVERED");
    }

    @Test
    void theWholeOutputIsShownPageByPage(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK, "output\n\nq\noutput\n\n\n\nstop\n");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(5);
        String first = result.out().substring(result.out().indexOf("deploy.stdout.log"),
                result.out().lastIndexOf("deploy.stdout.log"));
        assertThat(first).contains("\n80\n").doesNotContain("\n81\n", "only three lines");
        String second = result.out().substring(result.out().lastIndexOf("deploy.stdout.log"));
        assertThat(second).contains("\n100\n", "deploy.stderr.log", "\nonly three lines\n");
    }

    @Test
    void theRunbooksQuestionsLeadToAWayOut(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK + """
                on_failure:
                  decide:
                    - {ask: "Is data corrupted?", then: restore}
                    - {ask: "Can it wait?", then: stop}
                    - otherwise: rollback
                """, "questions\nno\nyes\n");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(5);
        assertThat(report()).contains("\"Is data corrupted?\" no, \"Can it wait?\" yes: stop");
    }

    @Test
    void whenThereIsNoMoreInputTheRunbookDecides(TestDatabase database) throws Exception {
        Cli.Result result = run(database, RUNBOOK, "");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("Decided: rollback (on_failure: rollback)", "ROLLED BACK");
    }

    @Test
    void aCheckThatFailedBeforeAnythingWasDoneCanBeTriedAgainOrLeft(TestDatabase database) throws Exception {
        String check = """
                runbook: check
                title: A check
                steps:
                  - name: There is a table
                    sql: SELECT count(*) FROM pg_class WHERE relname = 'nothing'
                    expect: {value: 1}
                """;
        assertThat(run(database, check, "retry\nstop\n").exit()).isEqualTo(5);
        assertThat(run(database, check, "rollback\n").exit()).isEqualTo(1);
    }

    @Test
    void aSandboxIsNobodysConcern() throws Exception {
        Path file = Files.writeString(folder.resolve("choice.yaml"), RUNBOOK + "sandbox: {}\n");
        Cli.Result result = Cli.withoutTarget().typing(new StringReader("retry\n"), "run", file.toString(), "--run-dir",
                folder.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("ROLLED BACK").doesNotContain("What now?");
    }

    private Cli.Result run(TestDatabase database, String runbook, String keys) throws IOException {
        Path file = Files.writeString(folder.resolve("choice.yaml"), runbook);
        return Cli.withoutTarget().typing(new StringReader(keys), "run", file.toString(), "--target", database.url(),
                "--run-dir", folder.toString());
    }

    private String report() throws IOException {
        return Files.readString(lastRun().resolve("report.md"));
    }

    private String journal() throws IOException {
        return Files.readString(lastRun().resolve("journal.jsonl"));
    }

    private Path lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).sorted().reduce((_, last) -> last).orElseThrow();
        }
    }

    private static int count(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
