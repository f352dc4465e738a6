package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.evidence.Fact;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The HTML report as a person uses it in Chromium: by keys and links, on a telephone, on paper.
final class ReportInBrowserTest {
    private static final String SHOWN = "[...document.querySelectorAll('#main-steps > .step[data-status]')]"
            + ".filter(step => step.checkVisibility()).map(step => step.querySelector('.name').textContent).join('|')";
    private static final String FOCUS = "(document.activeElement.closest('.step') ?? document.activeElement).id";

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        browser = Browser.open(folder.resolve("profile"));
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void thePolicyKeepsNothingOutThatIsOurs() throws Exception {
        for (RunRecord run : new RunRecord[]{Stories.partlyUndone(), Stories.recovered(), Stories.interrupted(),
                LongStory.of(300)}) {
            browser.go(page(run));
            assertThat(browser.evaluate("getComputedStyle(document.body).margin")).isEqualTo("0px");
            assertThat(browser.evaluate("document.getElementById('tools').hidden")).isEqualTo("false");
        }
        assertThat(browser.complaints()).isEmpty();
        browser.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'x'}))");
        assertThat(browser.complaints()).as("a script of somebody else's").isNotEmpty();
    }

    @Test
    void searchAndFilterLeaveWhatFitsAndSayHowMuch() throws Exception {
        browser.go(page(LongStory.of(1_500)));
        browser.press("/");
        browser.type("relation DOES select");
        browser.await("document.getElementById('found').textContent === '1 of 1500 shown'");
        assertThat(browser.evaluate(SHOWN)).isEqualTo("Step 1494");
        browser.evaluate(
                "search.value = ''; found.textContent = ''; document.querySelector('input[value=passed]').click()");
        browser.await("document.getElementById('found').textContent === '1 of 1500 shown'");
        assertThat(browser.evaluate(SHOWN)).isEqualTo("Step 1494");
    }

    @Test
    void aLinkToAStepOpensItAndShowsIt() throws Exception {
        browser.go(page(LongStory.of(1_500)) + "#step-step900");
        browser.await("document.getElementById('step-step900').open");
        browser.await("(top => top >= 0 && top < innerHeight)"
                + "(document.getElementById('step-step900').getBoundingClientRect().top)");
        browser.go(page(Stories.partlyUndone()));
        browser.evaluate("document.querySelector('.trouble a').click()");
        browser.await("document.querySelector('.step:target').open");
    }

    @Test
    void everythingCanBeReachedByKeys() throws Exception {
        browser.go(page(Stories.partlyUndone()));
        browser.press("Tab");
        assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo("To the steps");
        assertThat(browser.evaluate("document.activeElement.getBoundingClientRect().left >= 0")).isEqualTo("true");
        browser.press("Enter");
        browser.await("location.hash === '#steps'");
        browser.press("f");
        browser.await("document.activeElement.matches('.failed > summary')");
        assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
        String failed = browser.evaluate(FOCUS);
        browser.press("Enter");
        browser.await("document.getElementById('" + failed + "').open");
        browser.press("Enter");
        browser.await("!document.getElementById('" + failed + "').open");
        browser.press("j");
        assertThat(browser.evaluate(FOCUS)).isNotEqualTo(failed);
        browser.press("k");
        assertThat(browser.evaluate(FOCUS)).isEqualTo(failed);
    }

    @Test
    void aTelephoneIsNotScrolledSideways() throws Exception {
        browser.width(375);
        for (RunRecord run : new RunRecord[]{Stories.partlyUndone(), Stories.recovered(), Stories.rehearsed(),
                Reworded.by(Stories.partlyUndone(), text -> text + "_without_any_place_to_break".repeat(20))}) {
            browser.go(page(run));
            browser.evaluate("document.querySelectorAll('details').forEach(step => step.open = true)");
            assertThat(browser.evaluate("document.scrollingElement.scrollWidth")).isEqualTo("375");
        }
    }

    @Test
    void onPaperEverythingIsUnfolded() throws Exception {
        browser.go(page(Stories.partlyUndone()));
        String hidden = "[...document.querySelectorAll('details.step > .body')].filter(body => !body.checkVisibility()).length";
        assertThat(Integer.parseInt(browser.evaluate(hidden))).isPositive();
        browser.evaluate("dispatchEvent(new Event('beforeprint'))");
        browser.media("print");
        assertThat(browser.evaluate(hidden)).isEqualTo("0");
        browser.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(browser.evaluate("document.querySelectorAll('details[open]').length")).isEqualTo("0");
        assertThat(browser.evaluate(hidden)).as("without the page's script").isEqualTo("0");
    }

    /// A page that is wider than the paper is made smaller by the browser, until nobody can read it, and then cut.
    @Test
    void onPaperNoTableIsWiderThanThePage() throws Exception {
        StepRef step = Teller.step("wide", "Look at everything", "sql");
        List<String> columns = IntStream.range(0, 25).mapToObj(i -> "column_number_" + i).toList();
        RunRecord run = new Teller().begin(Stories.succeeded().header(), List.of()).start(step, null)
                .finish(step, Status.PASSED, Duration.ofSeconds(1), "", new Fact.Grid("rows", columns,
                        List.of(columns), 0), new Fact.Code("stdout", "text", "0".repeat(300)))
                .end(Ending.SUCCEEDED, "Done.").record();
        browser.width(794);
        browser.media("print");
        browser.go(page(run));
        browser.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.evaluate("document.querySelector('.rows').checkVisibility()")).isEqualTo("true");
        assertThat(Integer.parseInt(browser.evaluate("document.scrollingElement.scrollWidth")))
                .isLessThanOrEqualTo(794);
    }

    /// What a page costs to open is what it lays out at once, and what it is made of.
    @Test
    void ofTwoThousandStepsOnlyThoseThatAreSeenAreLaidOut() throws Exception {
        browser.go(page(LongStory.of(2_000)));
        assertThat(browser.evaluate("document.querySelectorAll('#main-steps > .step[data-status]').length"))
                .isEqualTo("2000");
        assertThat(browser.evaluate("[...document.querySelectorAll('#main-steps > .step[data-status]')]"
                + ".every(step => getComputedStyle(step).contentVisibility === 'auto' && !step.open)"))
                .isEqualTo("true");
        assertThat(Integer.parseInt(browser.evaluate("document.querySelectorAll('*').length")))
                .isLessThan(2_000 * 100);
    }

    private String page(RunRecord run) {
        Path file = folder.resolve("report.html");
        Reports.write(run, file);
        return file.toUri().toString();
    }
}
