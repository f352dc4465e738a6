package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plan as a page. `-Dcases.rewrite=true` writes anew the one that people have read.
class PlanPageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cases/plan/the-partners-runbook/expected/plan.md");

    @TempDir
    private Path folder;

    @Test
    void thePartnersPlanReadsAsItWasAgreed() throws IOException {
        String page = page(Path.of("../runbooks/partners-fk.yaml"), "plan.md");
        if (Boolean.getBoolean("cases.rewrite")) {
            Files.writeString(GOLDEN, page);
        }
        assertThat(page).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void inHtmlEveryIdIsThereOnceAndTheRollbackStandsBesideItsStep() throws IOException {
        String page = page(Path.of("../runbooks/partners-fk.yaml"), "plan.html");
        assertThat(
                page.lines().filter(line -> line.contains(" id=\"")).map(line -> line.replaceAll(".* id=\"([^\"]*)\".*",
                        "$1")))
                .doesNotHaveDuplicates().contains("steps-5", "setup-1", "success-1");
        String step = page.substring(page.indexOf("id=\"steps-5\""), page.indexOf("id=\"steps-6\""));
        assertThat(step).contains("Apply the migration", "<div class=\"undoes any\">", "Downgrade, which drops");
    }

    @Test
    void noValueBecomesMarkup() throws IOException {
        Path runbook = Files.writeString(folder.resolve("odd.yaml"), """
                runbook: odd
                title: "<script>alert(1)</script> | `x`"
                steps:
                  - name: "a | b <b>c</b> @team #1"
                    sql: "UPDATE t SET a = '```'"
                """);
        assertThat(page(runbook, "plan.html")).doesNotContain("<script>", "<b>c");
        assertThat(page(runbook, "plan.md")).doesNotContain("<script>", "<b>c", "| b <", "@team", " #1 ")
                .contains("````sql", "⚠️ nothing, and it may write");
    }

    @Test
    void whatIsWorthALookStandsAboveTheSteps() throws IOException {
        Path runbook = Files.writeString(folder.resolve("careless.yaml"), """
                runbook: careless
                steps:
                  - sql: DELETE FROM t
                """);
        for (String file : new String[]{"plan.md", "plan.html"}) {
            assertThat(page(runbook, file).replace("&quot;", "\"")).contains("Worth a look first",
                    "line 3: \"DELETE FROM t\" may write, and has no rollback. Give it a <code>rollback</code>");
        }
    }

    @Test
    void whatAStepsAuthorSaysStandsAboveWhatItDoes() throws IOException {
        Path runbook = Files.writeString(folder.resolve("told.yaml"), """
                runbook: told
                params: {token: {secret: true, default: hunter2hunter2}}
                steps:
                  - name: Delete
                    description: |
                      With `force`, and ${{ params.token }}:

                      - one
                      - two
                    sql: DELETE FROM t
                    rollback:
                      - name: Put them back
                        description: From the **backup**.
                        sql: INSERT INTO t SELECT * FROM t_backup
                """);
        assertThat(page(runbook, "plan.md")).contains(
                "With <code>force</code>, and &#42;&#42;&#42;:\n\n- one\n- two\n\nsql:\n",
                "From the <strong>backup</strong>.");
        assertThat(page(runbook, "plan.html"))
                .contains("With <code>force</code>, and ***:</p>", "<span>one</span></li>")
                .doesNotContain("hunter2");
    }

    @Test
    void aLongPlanStaysShortEnoughForAComment() throws IOException {
        String steps = IntStream.range(0, 400).mapToObj(i -> """
                  - name: Step %d
                    sql: |
                      SELECT %d, '%s'
                """.formatted(i, i, "long ".repeat(200))).collect(Collectors.joining());
        Path runbook = Files.writeString(folder.resolve("long.yaml"), "runbook: long\nsteps:\n" + steps);
        String page = page(runbook, "plan.md");
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(60_000);
        assertThat(page).contains("Step 399", "The plan in HTML shows everything.");
    }

    @Test
    void whatWorksOnAReplicaIsMarked() throws IOException {
        Path runbook = Files.writeString(folder.resolve("replica.yaml"), """
                runbook: replica
                connections: {reports: {url: postgresql://reports.example.org/shop, replica: true}}
                steps:
                  - sql: SELECT 1
                    connection: reports
                """);
        assertThat(page(runbook, "plan.md")).contains("connection reports, a replica: read-only");
        assertThat(page(runbook, "plan.html")).contains("connection reports, a replica: read-only");
        assertThat(page(runbook, "plan.json")).containsPattern("\"connection\" : \"reports\",\\s+\"replica\" : true");
    }

    @Test
    void aPlanHasNoTestResults() {
        Cli.Result result = Cli.withoutTarget().call("plan", "../runbooks/partners-fk.yaml", "--report",
                folder.resolve("plan.xml").toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("a plan has no test results");
    }

    private String page(Path runbook, String name) throws IOException {
        Path page = folder.resolve(name);
        Cli.Result result = Cli.withoutTarget().call("plan", runbook.toString(), "--report", page.toString());
        assertThat(result.err()).doesNotContain("bug of runbook");
        assertThat(result.out()).isEqualTo("Plan: " + page + "\n");
        return Files.readString(page);
    }
}
