package dev.runbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the console prints, as a person sees it.
class ConsoleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:14:07Z");
    private static final StepRef GROUP = new StepRef("pre", null, Phase.FORWARD, "Pre-flight", "steps");
    private static final StepRef CHECK = new StepRef("slugs", "pre", Phase.FORWARD, "Every category has a slug", "sql");
    private static final StepRef LAST = new StepRef("last", null, Phase.FORWARD, "Count them", "sql");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void aLineForEachStepWithWhatFailedUnderIt() {
        assertThat(told(Volume.NORMAL)).isEqualTo("""

                Steps
                  Pre-flight
                    ✓ Every category has a slug  9ms
                  ✗ Count them  4ms
                      value: expected 4, found 3
                        - 4
                        + 3
                      Look at the table.

                Nothing was changed.
                """);
    }

    @Test
    void quietSaysOnlyWhatFailedAndTheEnd() {
        assertThat(told(Volume.QUIET)).isEqualTo("""
                  ✗ Count them  4ms
                      value: expected 4, found 3
                        - 4
                        + 3
                      Look at the table.

                Nothing was changed.
                """);
    }

    @Test
    void verboseSaysAlsoWhatItDoesItsOutputAndWhatHeld() {
        assertThat(told(Volume.VERBOSE)).contains("""
                    ▸ Every category has a slug
                        SELECT slug FROM categories
                        NOTICE:  looking
                    ✓ Every category has a slug  9ms
                        ✓ rows: expected 0, found 0
                """);
    }

    @Test
    void whatIsTriedAgainIsToldOnceForEachReason() {
        Console console = new Console(out, new Style(false), noTerminal(), Volume.NORMAL);
        console.accept(new Event.StepStarted(NOW, LAST, null, List.of()));
        for (int left = 2; left >= 0; left--) {
            console.accept(new Event.Tried(NOW, LAST, Duration.ofSeconds(1),
                    Failure.of("exit", left == 0 ? "exit code\u001b 2" : "exit code 1", ""), Duration.ofSeconds(3),
                    left));
        }
        console.accept(finished(LAST, Status.PASSED));
        assertThat(text()).isEqualTo("""

                Steps
                    ~ exit code 1; again in 3s, 3 more tries
                    ~ exit code␛ 2; again in 3s, 1 more try
                  ✓ Count them  4ms
                """);
    }

    @Test
    void aSummaryOfSeveralLinesStandsInOneColumn() {
        Console console = new Console(out, new Style(false), noTerminal(), Volume.NORMAL);
        console.accept(new Event.StepFinished(NOW, LAST, Status.PASSED, Duration.ofMillis(4), Map.of(), List.of(),
                null, "48 chunks\n  of 500 rows\n"));
        assertThat(text()).isEqualTo("""
                  ✓ Count them  4ms
                      48 chunks
                        of 500 rows
                """);
    }

    @Test
    void whatOthersRunDrivesNoTerminal() {
        Console console = new Console(out, new Style(true), null, Volume.NORMAL);
        console.accept(new Event.Watched(NOW, LAST, List.of("pid 7: SELECT '\u001b[2J'"), null));
        assertThat(text()).contains("SELECT '␛[2J'").doesNotContain("\u001b[2J");
    }

    @Test
    void noValueDrivesTheTerminal() {
        Console console = new Console(out, new Style(true), null, Volume.NORMAL);
        StepRef evil = new StepRef("evil", null, Phase.FORWARD, "a\u001b[2J\u202eb", "sql");
        console.accept(new Event.StepFinished(NOW, evil, Status.FAILED, Duration.ZERO, Map.of(),
                List.of(), Failure.of("42P01", "no\u009b31m\u0007", "\u001b]0;title\u0007"), "\u001b[8msecret"));
        assertThat(text().replaceAll("\u001b\\[[0-9;]+m", "")).isEqualTo("""
                  ✗ a␛[2J\ufffdb  0ms
                      ␛[8msecret
                      no\ufffd31m␇
                      ␛]0;title␇
                """);
    }

    @Test
    void withoutColoursThereIsNoEscapeCode() {
        assertThat(Style.of(true, Map.of("NO_COLOR", "1")).bad("x")).isEqualTo("x");
        assertThat(Style.of(true, Map.of("TERM", "dumb")).bad("x")).isEqualTo("x");
        assertThat(Style.of(false, Map.of()).bad("x")).isEqualTo("x");
        assertThat(Style.of(true, Map.of()).bad("x")).isNotEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120, 200})
    void theLiveLineNeverBreaksAndKeepsItsTime(int columns) {
        LiveText text = new LiveText("    ", "Apply the migration 移行を適用する that has a rather long name, all in all",
                Duration.ofMinutes(2),
                "INFO  [alembic] Running upgrade 202503010001 -> 202503010002, " + "on ".repeat(80));
        String line = text.line(Duration.ofSeconds(72), columns);
        assertThat(LiveText.width(line)).isLessThan(columns);
        assertThat(line).startsWith("    ▸ Apply the").contains("  1m12s of 2m");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80})
    void whyItIsTriedAgainStaysOnOneLineAndSaysWhen(int columns) {
        Console console = new Console(out, new Style(false), () -> columns, Volume.NORMAL);
        console.accept(new Event.Tried(NOW, LAST, Duration.ofSeconds(1),
                Failure.of("55P03", "canceling statement due to lock timeout on a relation with a long name 移行", ""),
                Duration.ofSeconds(3), 1));
        String line = text().stripTrailing();
        assertThat(line.lines()).hasSize(1);
        assertThat(LiveText.width(line)).isLessThan(columns);
        assertThat(line).startsWith("    ~ can").contains(columns < 40 ? "…" : "; again in 3s, 2 more tries");
    }

    @Test
    void theLiveLineCountsWholeSecondsFromItsFirst() {
        LiveText text = new LiveText("  ", "Count them", null, "");
        assertThat(text.line(Duration.ofMillis(300), 80)).isEqualTo("  ▸ Count them  0s");
        assertThat(text.line(Duration.ofMillis(1_999), 80)).isEqualTo("  ▸ Count them  1s");
    }

    @Test
    void theLiveLineIsPaintedForAStepThatTakesItsTimeAndGivesWayToWhatStays() throws InterruptedException {
        AtomicInteger columns = new AtomicInteger(40);
        Console console = new Console(out, new Style(false), columns::get, Volume.NORMAL);
        console.accept(new Event.StepStarted(NOW, LAST, null, List.of()));
        console.accept(new Event.Progress(NOW, LAST, "half of it"));
        await("▸ Count them  ");
        columns.set(200);
        console.accept(new Event.Progress(NOW, LAST, "now a line that would not have had room on forty columns"));
        await("would not have had room on forty columns");
        console.accept(finished(LAST, Status.PASSED));
        assertThat(text()).contains("half of it").endsWith("\r\u001b[2K  ✓ Count them  4ms\n");
        console.hush();
    }

    private void await(String words) throws InterruptedException {
        for (int i = 0; i < 600 && !text().contains(words); i++) {
            Thread.sleep(100);
        }
        assertThat(text()).contains(words);
    }

    private String told(Volume volume) {
        Console console = new Console(out, new Style(false), noTerminal(), volume);
        console.accept(new Event.StepStarted(NOW, GROUP, null, List.of()));
        console.accept(new Event.StepStarted(NOW, CHECK, null,
                List.of(new Fact.Code("sql", "sql", "SELECT slug FROM categories"))));
        console.accept(new Event.Progress(NOW, CHECK, "NOTICE:  looking"));
        console.accept(new Event.Judged(NOW, CHECK, Verdict.of(true, "rows", "0", "0")));
        console.accept(
                new Event.StepFinished(NOW, CHECK, Status.PASSED, Duration.ofMillis(9), Map.of(), List.of(), null,
                        ""));
        console.accept(
                new Event.StepFinished(NOW, GROUP, Status.PASSED, Duration.ofMillis(9), Map.of(), List.of(), null,
                        ""));
        console.accept(new Event.StepStarted(NOW, LAST, null, List.of()));
        console.accept(new Event.Judged(NOW, LAST,
                Verdict.of(false, "value", "4", "3", new Fact.Difference("value", "4", "3", "- 4\n+ 3"))));
        console.accept(finished(LAST, Status.FAILED));
        console.accept(new Event.RunFinished(NOW, Ending.FAILED, "Nothing was changed."));
        return text();
    }

    private static Event finished(StepRef step, Status status) {
        Failure failure = status == Status.FAILED
                ? Failure.of(Failure.EXPECTATION, "an expectation does not hold", "Look at the table.")
                : null;
        return new Event.StepFinished(NOW, step, status, Duration.ofMillis(4), Map.of(), List.of(), failure, "");
    }

    private static @Nullable IntSupplier noTerminal() {
        return null;
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
