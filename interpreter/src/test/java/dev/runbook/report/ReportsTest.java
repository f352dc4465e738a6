package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files and templates of reports.
final class ReportsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"report.md, # ✅ SUCCEEDED", "report.html, <!doctype html>", "report.JSON, {", "a.b.xml, <?xml"})
    void theEndingChoosesTheFormat(String name, String beginning) throws IOException {
        Path file = folder.resolve(name);
        Reports.write(Stories.succeeded(), file);
        assertThat(Files.readString(file)).startsWith(beginning);
    }

    @Test
    void anotherEndingIsRefusedWithTheFourThatThereAre() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> Reports.write(Stories.succeeded(), folder.resolve("report.pdf")));
        assertThat(ProblemText.render(refusal.problems())).contains("report.pdf", ".md", ".html", ".json", ".xml");
        assertThat(folder).isEmptyDirectory();
    }

    /// As tables are compared: a line that counts, rows as they should be, and changed ones.
    @Test
    void aLineOfADifferenceIsNeverCutByItsFirstLetter() {
        StepRef step = Teller.step("t", "Compare", "sql");
        Fact difference = new Fact.Difference("table", "a", "b",
                "rows: 1 changed (! expected -> found)\n  id\n! 1 -> 2");
        RunRecord run = new Teller().begin(Stories.succeeded().header(), List.of()).start(step, null)
                .judge(step, Verdict.of(false, "table", "1 row", "1 row", difference))
                .fail(step, Duration.ZERO, Failure.of(Failure.EXPECTATION, "not the same", "")).record();
        assertThat(Reports.render(run, Format.HTML, ReportOptions.DEFAULT)).contains(
                "<span class=\"same\"><span class=\"sign\"> </span>rows: 1 changed",
                "<span class=\"changed\"><span class=\"sign\">!</span> 1 -&gt; 2");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> Reports.write(Stories.succeeded(), folder.resolve("none/report.md")));
        assertThat(refusal).hasMessageContaining("cannot be written");
    }

    @Test
    void aTemplateOfTheUsersReplacesOursAndTheOthersStay() throws IOException {
        Files.writeString(folder.resolve("report.md"), "{{headline.word}}|{{#steps}}{{> entry}}{{/steps}}");
        String report = Reports.render(Stories.succeeded(), Format.MARKDOWN, templates());
        assertThat(report).startsWith("SUCCEEDED|").contains("<summary>✅ 4 Apply");
    }

    @ParameterizedTest
    @CsvSource({"{{headlin.word}}, headlin.word", "{{headline.words}}, headline.words",
            "{{#nosuch}}x{{/nosuch}}, nosuch",
            "{{^nosuch}}x{{/nosuch}}, nosuch", "{{#steps}}{{nosuch}}{{/steps}}, nosuch"})
    void anUnknownNameInATemplateIsRefusedWithItsPlace(String template, String name) throws IOException {
        Files.writeString(folder.resolve("report.md"), "# one\n\n" + template + "\n");
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> Reports.render(Stories.succeeded(), Format.MARKDOWN, templates()));
        String wrong = Stream.of("nosuch", "headlin.", "words").filter(template::contains).findFirst().orElseThrow();
        String column = String.valueOf(template.indexOf(wrong) + 1);
        assertThat(ProblemText.render(refusal.problems())).contains(name, "report.md:3:" + column + ": ");
    }

    @Test
    void aFolderWithoutATemplateIsRefused() throws IOException {
        assertThat(catchThrowableOfType(Refusal.class, () -> Reports.render(Stories.succeeded(), Format.MARKDOWN,
                new ReportOptions(false, folder.resolve("none"), null)))).hasMessageContaining("there is no folder");
        Files.writeString(folder.resolve("repord.md"), "x");
        assertThat(catchThrowableOfType(Refusal.class, () -> Reports.render(Stories.succeeded(), Format.MARKDOWN,
                templates()))).hasMessageContaining("is called like a template");
    }

    @Test
    void aTemplateThatIsNotMustacheIsRefusedWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("report.md"), "one\n{{#steps}}\n");
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> Reports.render(Stories.succeeded(), Format.MARKDOWN, templates()));
        assertThat(ProblemText.render(refusal.problems())).contains("steps", "report.md");
    }

    @Test
    void aPartialThatIsNotThereIsRefused() throws IOException {
        Files.writeString(folder.resolve("report.md"), "one\n{{> nosuch}}\n");
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> Reports.render(Stories.succeeded(), Format.MARKDOWN, templates()));
        assertThat(ProblemText.render(refusal.problems())).contains("there is no template nosuch.md");
    }

    private ReportOptions templates() {
        return new ReportOptions(false, folder, null);
    }
}
