package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The report for pull requests: what stands first, and what it leaves out to stay short.
final class MarkdownReportTest {
    private static final int LIMIT = 60_000;
    private static final ReportOptions STABLE = new ReportOptions(true, null, null);

    @Test
    void theFailureStandsBeforeEverythingElse() {
        String report = markdown(Stories.partlyUndone());
        assertThat(report).startsWith("# 🚨 PARTLY UNDONE: Backfill partners.category_id");
        assertThat(List.of("**State of the database:** NOT everything", "## What failed", "```diff",
                "### What failed after that", "### Rollback", "### Not undone", "### Whom to call", "## The run",
                "## Steps", "## Step by step", "## Sign-off")).isSortedAccordingTo(
                        (one, other) -> Integer.compare(report.indexOf(one), report.indexOf(other)))
                .allSatisfy(part -> assertThat(report).contains(part));
    }

    @Test
    void aRehearsalIsNeverTakenForASuccess() {
        assertThat(markdown(Stories.rehearsed())).startsWith("# 🧪 REHEARSED").contains("**a sandbox**")
                .doesNotContain("SUCCEEDED");
        assertThat(markdown(Stories.succeeded())).startsWith("# ✅ SUCCEEDED").doesNotContain("sandbox");
    }

    @Test
    void theCheckThatFailedIsNamedAndNotTheStepThatItChecks() {
        StepRef step = Teller.step("migrate", "Migrate", "shell");
        StepRef check = new StepRef("migrate.verify.1", "migrate", StepRef.Phase.VERIFY, "The index is valid", "sql");
        Teller teller = new Teller().begin(Stories.succeeded().header(), List.of(step)).start(step, null)
                .start(check, null)
                .fail(check, Duration.ofMillis(5), Failure.of(Failure.EXPECTATION, "value: expected true", ""))
                .fail(step, Duration.ofMillis(5), Failure.of(Failure.EXPECTATION, "a check of this step failed", ""));
        assertThat(markdown(teller.end(Ending.FAILED, "").record()))
                .contains("**The index is valid** (<code>migrate.verify.1</code>, sql, check of Migrate): value:")
                .doesNotContain("What failed after that");
    }

    @Test
    void aRunWithHugeOutputsStaysShortAndSaysWhereTheRestIs() {
        RunRecord run = Reworded.by(Stories.partlyUndone(), text -> (text + " 日本語|`*\n").repeat(2_000));
        String report = Reports.render(run, Format.MARKDOWN, new ReportOptions(false, null, "logs/"));
        assertThat(report.getBytes(StandardCharsets.UTF_8).length).isLessThan(LIMIT);
        assertThat(report).contains("PARTLY UNDONE", "Everything is in logs/.");
    }

    @Test
    void amongThousandsOfStepsTheOneThatFailedIsThere() {
        String report = markdown(LongStory.of(2_000));
        assertThat(report.getBytes(StandardCharsets.UTF_8).length).isLessThan(LIMIT);
        assertThat(report).contains("1999 passed, 1 failed", "| ❌ failed | 1494 | Step 1494 |",
                "The HTML report of this run shows everything");
    }

    @Test
    void aLongCellIsCutWithANote() {
        StepRef step = Teller.step("big", "Big", "sql");
        Teller teller = new Teller().begin(Stories.succeeded().header(), List.of(step)).start(step, null).finish(step,
                Status.PASSED, Duration.ZERO, "",
                new Fact.Grid("rows", List.of("text"), List.of(List.of("x".repeat(10_240))), 7));
        assertThat(markdown(teller.end(Ending.SUCCEEDED, "").record())).contains("(8,241 more characters)",
                "7 more rows");
    }

    @Test
    void theSameRunGivesTheSameBytes() {
        assertThat(markdown(Stories.recovered())).isEqualTo(markdown(Stories.recovered()));
    }

    @Test
    void aStableReportIsTheSameForAnEqualRunElsewhereAndLater() {
        RunRecord run = Stories.partlyUndone();
        RunRecord elsewhere = Elsewhere.of(run);
        for (Format format : Format.values()) {
            assertThat(Reports.render(elsewhere, format, STABLE)).isEqualTo(Reports.render(run, format, STABLE));
            assertThat(Reports.render(elsewhere, format, ReportOptions.DEFAULT))
                    .isNotEqualTo(Reports.render(run, format, ReportOptions.DEFAULT));
        }
    }

    private static String markdown(RunRecord run) {
        return Reports.render(run, Format.MARKDOWN, ReportOptions.DEFAULT);
    }
}
