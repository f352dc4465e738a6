package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.report.plan.PlanPage;
import dev.runbook.report.plan.PlanPage.Phase;
import dev.runbook.report.plan.PlanPage.PlanStep;
import dev.runbook.report.template.TemplateFiles;
import dev.runbook.report.template.Templates;
import dev.runbook.source.Source;
import dev.runbook.story.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A wrong name in any template is refused with its place before anything is filled, whatever the run has to show.
final class TemplateCheckTest {
    private static final Path OURS = Path.of("../reports-templates");
    private static final Pattern NAMES = Pattern.compile("\\{\\{\\{?[#^]?([a-zA-Z.]+)}");
    private static final PlanStep STEP = new PlanStep("1", "step-1", 0, "A step", "step.1", "sql", false, "", "", "",
            false,
            List.of(), List.of(), List.of(), List.of(), List.of());

    @TempDir
    private Path folder;

    static Stream<String> templates() throws IOException {
        try (Stream<Path> files = Files.list(OURS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches(".*\\.(md|html|xml)") && !file.equals("incident.md")).sorted().toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void eachOfOursStandsAloneInAFolder(String file) throws IOException {
        String text = Files.readString(OURS.resolve(file));
        Files.writeString(folder.resolve(file), text);
        Files.writeString(folder.resolve(file), text.replaceFirst("\\{\\{", "MINE {{"));
        List<RunRecord> runs = List.of(Stories.succeeded(), Stories.rolledBack(), Stories.recovered());
        assertThat(runs).as("what a run has to show").anySatisfy(
                run -> assertThat(render(file, run, List.of(STEP))).contains("MINE"));
    }

    /// The run has no failure, no rollback, no recovery, no contacts; the plan has nothing at all.
    @ParameterizedTest
    @MethodSource("templates")
    void eachNameOfEachTemplateIsLookedUp(String file) throws IOException {
        String text = Files.readString(OURS.resolve(file));
        List<MatchResult> names = NAMES.matcher(text).results().filter(name -> !name.group(1).equals(".")).toList();
        assertThat(names).isNotEmpty();
        for (MatchResult name : names) {
            String wrong = text.substring(0, name.start(1)) + "nosuchname" + text.substring(name.end(1));
            Source source = new Source("x", wrong);
            Files.writeString(folder.resolve(file), wrong);
            assertThat(refused(file)).contains(file + ":" + source.position(name.start(1)) + ": ", "nosuchname");
        }
    }

    @Test
    void theNearestNameIsSaid() throws IOException {
        Files.writeString(folder.resolve("trouble.md"), "{{#diagnosis}}\n  {{label.anchr}} {{fenze}}{{/diagnosis}}");
        assertThat(refused("trouble.md")).contains("trouble.md:2:11: ", "Did you mean \"anchor\"?");
    }

    @Test
    void everyMistakeIsSaidAtOnce() throws IOException {
        Files.writeString(folder.resolve("report.md"), "{{#trouble}}{{titel}}{{/trouble}}\n{{> entri}}\n{{{logz}}}");
        assertThat(refused("report.md")).contains("report.md:1:15: ", "Did you mean \"title\"?", "report.md:2:5: ",
                "there is no template entri.md", "report.md:3:4: ", "Did you mean \"logs\"?");
    }

    /// A name of a step is none of the page's, and a part is read with the names of each place that it is put in.
    @Test
    void aNameCountsOnlyWhereItIsValid() throws IOException {
        Files.writeString(folder.resolve("report.md"), "{{#undone}}{{key}}{{/undone}}{{key}}{{> piece}}");
        assertThat(refused("report.md")).contains("report.md:1:32: ", "piece.md:");
    }

    @Test
    void otherBracesAndCommentsAreRead() throws IOException {
        Files.writeString(folder.resolve("report.md"),
                "{{! {{nosuch}} }}{{=<% %>=}}<% headline.word %>{{nosuch}}<%#run.owner%><%nosuch%><%/run.owner%>");
        assertThat(refused("report.md")).contains("report.md:1:", "<%nosuch%>").doesNotContain("1:5:");
    }

    private String refused(String file) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> render(file, Stories.succeeded(), List.of()));
        assertThat(refusal).as(file).isNotNull();
        return ProblemText.render(refusal.problems());
    }

    private String render(String file, RunRecord run, List<PlanStep> steps) {
        if (file.startsWith("plan")) {
            TemplateFiles files = new TemplateFiles(folder);
            PlanPage plan = new PlanPage("", "", "", "", "", List.of(), "", "", List.of(), List.of(),
                    List.of(new Phase("The work", steps)), true, List.of(), List.of(), "");
            return file.endsWith(".md")
                    ? new Templates(files).fill("plan.md", text -> text, plan)
                    : new Templates(files).fill("plan.html", text -> text, StyledPage.of(plan, files));
        }
        ReportOptions options = new ReportOptions(false, folder, null);
        return Reports.render(run, Format.of(Path.of(file)), options);
    }
}
