package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(ProblemText.render(refusal.problems())).contains(name, "report.md:3");
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
