package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// What a person in front of a real pseudo-terminal is asked after a failure, and types.
@RealPostgres
@EnabledIf("isPossible")
class AtTheTerminalTest {
    private static final String RUNBOOK = """
            runbook: choices
            title: Something fails
            steps:
              - id: made
                name: Make a table
                sql: CREATE TABLE made (id int)
                rollback: [{sql: DROP TABLE made}]
              - id: deploy
                name: Deploy
                shell: |
                  echo three words only >&2
                  exit 3
            recovery:
              restore:
                title: Restore the backup
                steps: [{name: Empty it, sql: TRUNCATE made}]
              tables:
                title: Restore some tables
                steps: [{name: Fill it, sql: INSERT INTO made VALUES (1)}]
            """;

    @TempDir
    Path folder;

    static boolean isPossible() {
        return Pty.isPossible();
    }

    @Test
    void theOutputIsLookedAtTheStepTriedAgainAndARecoveryTaken(TestDatabase database) throws Exception {
        try (Pty pty = start(database, RUNBOOK)) {
            asked(pty, 1);
            pty.type("output\r");
            pty.awaitShown("deploy.stderr.log");
            asked(pty, 2);
            pty.type("retry\r");
            asked(pty, 3);
            pty.type("restore\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(1);
            assertThat(pty.screen()).contains("three words only", "Restore the backup", "RECOVERED");
        }
        assertThat(runs(database).report()).contains("What now? | retry |", "What now? | restore |");
    }

    @Test
    void everythingIsLeftAsItIs(TestDatabase database) throws Exception {
        try (Pty pty = start(database, RUNBOOK)) {
            asked(pty, 1);
            pty.type("stop\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(5);
            assertThat(pty.screen()).contains("STOPPED", "Make a table (made)");
        }
        assertThat(runs(database).report()).contains("What now? | stop |");
    }

    @Test
    void threeQuestionsLeadToAWayOutAndAreInTheReport(TestDatabase database) throws Exception {
        try (Pty pty = start(database, RUNBOOK + """
                on_failure:
                  decide:
                    - {ask: "Is data corrupted?", then: restore}
                    - {ask: "Can it be taken back?", then: rollback}
                    - {ask: "Are only some tables affected?", then: tables}
                    - otherwise: rollback
                """)) {
            asked(pty, 1);
            pty.type("questions\r");
            pty.awaitShown("Is data corrupted?");
            pty.type("no\r");
            pty.awaitShown("Can it be taken back?");
            pty.type("no\r");
            pty.awaitShown("Are only some tables affected?");
            pty.type("yes\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(1);
            assertThat(pty.screen()).contains("Restore some tables", "RECOVERED");
        }
        assertThat(runs(database).report())
                .contains("\"Is data corrupted?\" no, \"Can it be taken back?\" no, \"Are only"
                        + " some tables affected?\" yes: tables");
    }

    @Test
    void whatCannotBeUndoneWantsItsIdTyped(TestDatabase database) throws Exception {
        try (Pty pty = start(database, RUNBOOK.replace("rollback: [{sql: DROP TABLE made}]",
                "irreversible: others have read it"))) {
            pty.awaitShown("Type made to go on");
            pty.type("yes\r");
            asked(pty, 1);
            pty.type("retry\r");
            pty.await("it asks again", () -> times(pty, "Type made to go on") == 2);
            pty.type("made\r");
            asked(pty, 2);
            pty.type("rollback\r");
            assertThat(pty.exit()).as(pty.screen()).isEqualTo(3);
            assertThat(pty.screen()).contains("PAST THE POINT OF NO RETURN");
        }
        assertThat(runs(database).report()).contains("others have read it");
    }

    private static void asked(Pty pty, int times) {
        pty.await("it asks for the " + times + ". time", () -> times(pty, "What now? [") == times);
    }

    private static int times(Pty pty, String text) {
        return pty.screen().split(java.util.regex.Pattern.quote(text), -1).length - 1;
    }

    private Pty start(TestDatabase database, String runbook) throws IOException {
        return Pty.run(folder, database, Files.writeString(folder.resolve("choices.yaml"), runbook));
    }

    private Runs runs(TestDatabase database) {
        return new Runs(folder, database.url());
    }
}
