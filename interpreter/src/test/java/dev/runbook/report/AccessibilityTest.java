package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
        Map<String, Supplier<RunRecord>> stories = Map.of("succeeded", Stories::succeeded,
                "partly undone", Stories::partlyUndone, "interrupted", Stories::interrupted);
        return stories.entrySet().stream().flatMap(story -> Stream.of("light", "dark").map(scheme -> DynamicTest
                .dynamicTest(story.getKey() + ", " + scheme, () -> assertThat(judged(
                        Reports.render(story.getValue().get(), Format.HTML, ReportOptions.DEFAULT), scheme))
                        .isEmpty())));
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
