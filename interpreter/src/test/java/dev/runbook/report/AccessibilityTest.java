package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runbook.evidence.Fact;
import dev.runbook.report.fact.Limits;
import dev.runbook.report.fact.Piece;
import dev.runbook.report.fact.Pieces;
import dev.runbook.report.plan.PlanPage;
import dev.runbook.report.plan.PlanPage.Phase;
import dev.runbook.report.plan.PlanPage.PlanStep;
import dev.runbook.report.plan.PlanPage.Undoing;
import dev.runbook.report.plan.PlanPage.Value;
import dev.runbook.report.prose.Prose;
import dev.runbook.report.template.TemplateFiles;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.HtmlText;
import dev.runbook.story.RunRecord;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The HTML report as axe-core judges it in Chromium, with everything unfolded, in light and in dark; where `AXE_CORE` names
/// axe.min.js.
final class AccessibilityTest {
    private static final Pattern RESULT = Pattern.compile("<pre id=\"axe\">(.*?)</pre>", Pattern.DOTALL);
    private static final String DESCRIPTION = "# Before\n\n**Read** `this`:\n\n- one\n  1. two\n\n```sql\nSELECT 1\n```\n";
    private static final String JUDGE = """
            for (const details of document.querySelectorAll("details")) details.open = true;
            axe.run(document, {resultTypes: ["violations"]}).then(found => {
              const result = document.createElement("pre");
              result.id = "axe";
              result.textContent = "rules " + found.passes.length + "\\n" + found.violations.map(violation => violation.id + ": "
                + violation.help + "\\n" + violation.nodes.map(node => "  " + node.html.slice(0, 200)).join("\\n")).join("\\n");
              document.body.append(result);
            });
            """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> noViolationIsFound() {
        Map<String, Supplier<String>> pages = Map.of("succeeded", () -> html(Stories.succeeded()), "partly undone",
                () -> html(Stories.partlyUndone()), "interrupted", () -> html(Stories.interrupted()), "a description",
                () -> html(Reworded.described(Stories.succeeded(), DESCRIPTION)), "a plan", AccessibilityTest::plan);
        return pages.entrySet().stream().flatMap(page -> Stream.of("light", "dark").map(scheme -> DynamicTest
                .dynamicTest(page.getKey() + ", " + scheme, () -> assertThat(judged(page.getValue().get(), scheme))
                        .isEmpty())));
    }

    private static String html(RunRecord run) {
        return Reports.render(run, Format.HTML, ReportOptions.DEFAULT);
    }

    private static String plan() {
        List<Piece> source = new Pieces(text -> text, Limits.WIDE).of(List.of(new Fact.Text("description", DESCRIPTION),
                new Fact.Code("sql", "sql", "DELETE FROM t -- all")));
        PlanStep back = new PlanStep("1", "undo-1", 1, "Put them back", "delete.rollback.1", "sql", false, "", "", "",
                false, source, List.of(), List.of(), List.of(), List.of());
        PlanStep step = new PlanStep("1", "step-1", 0, "Delete them", "delete", "sql", false, "", "", "1 step", true,
                source,
                List.of(new Value("batch", "500")), List.of("in one transaction"), List.of(back), List.of(back));
        PlanPage page = new PlanPage("Delete all", "delete", "delete.yaml", "platform", "high", Prose.of(DESCRIPTION),
                "shop", "--from delete", List.of(new Value("batch", "500")), Prose.ofAdvice("line 3: it may write"),
                List.of(new Phase("Steps", List.of(step))), true, List.of(new Undoing("Delete them", "delete",
                        List.of("Put them back"), "")),
                List.of("Estimate: 5m."), "");
        TemplateFiles ours = new TemplateFiles(null);
        return new Templates(ours).fill("plan.html", HtmlText::escape, StyledPage.of(page, ours));
    }

    @Test
    void aViolationWouldBeFound() throws Exception {
        String page = Reports.render(Stories.succeeded(), Format.HTML, ReportOptions.DEFAULT);
        assertThat(judged(page.replace("--ink: #1b1e23", "--ink: #eeeeee").replace("<html lang=\"en\">", "<html>"),
                "light"))
                .contains("html-has-lang", "color-contrast");
        assertThat(judged(page.replace("--ink: #e4e7eb", "--ink: #222222"), "dark")).contains("color-contrast");
    }

    /// The page's policy lets no script in, so it is taken away for the judge.
    private String judged(String page, String scheme) throws Exception {
        String axe = System.getenv("AXE_CORE");
        assumeTrue(axe != null && !axe.isEmpty(), "AXE_CORE does not name axe.min.js");
        assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "chromium"))), "there is no chromium on the PATH");
        Path file = Files.writeString(folder.resolve("page.html"),
                page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "").replace("</body>",
                        "<script>" + Files.readString(Path.of(axe)).replace("</script", "<\\/script")
                                + "</script><script>"
                                + JUDGE + "</script></body>"));
        Matcher result = RESULT.matcher(dom(file, scheme));
        assertThat(result.find()).as("axe-core came to a result").isTrue();
        String[] lines = result.group(1).split("\n", 2);
        assertThat(lines[0]).matches("rules [1-9]\\d*");
        return lines.length > 1 ? lines[1].strip() : "";
    }

    private String dom(Path page, String scheme) throws Exception {
        Path out = folder.resolve("dom.html");
        Process process = new ProcessBuilder(List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--user-data-dir=" + folder.resolve("profile"), "--virtual-time-budget=60000",
                "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? "0" : "1"), "--dump-dom",
                page.toUri().toString())).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("chromium ended").isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
