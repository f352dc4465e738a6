package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runbook.story.RunRecord;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTML report as a real Chromium sees it, where there is one.
final class BrowserTest {
    private static final String ATTACK = "\"'></code></details><script>document.title='broken in'</script>"
            + "<img src=x onerror=\"document.title='broken in'\"><style>*{display:none}</style><!--";

    @TempDir
    private Path folder;

    @Test
    void noValueBecomesAnElementAndNoScriptOfAValueRuns() throws Exception {
        assumeTrue(chromium(), "there is no chromium on the PATH");
        RunRecord run = Stories.partlyUndone();
        String attacked = dom(Reworded.by(run, _ -> ATTACK));
        assertThat(Markup.skeleton(attacked)).isEqualTo(Markup.skeleton(dom(Reworded.by(run, _ -> "words"))));
        assertThat(attacked).doesNotContain("<title>broken in</title>");
    }

    @Test
    void itsOwnScriptAndStyleAreLetIn() throws Exception {
        assumeTrue(chromium(), "there is no chromium on the PATH");
        assertThat(dom(Stories.succeeded())).contains("id=\"tools\" role=\"search\">")
                .doesNotContain("role=\"search\" hidden");
    }

    /// The page after its script has run.
    private String dom(RunRecord run) throws IOException, InterruptedException {
        Path page = folder.resolve("report.html");
        Path out = folder.resolve("dom.html");
        Reports.write(run, page);
        Process process = new ProcessBuilder(List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--user-data-dir=" + folder.resolve("profile"), "--dump-dom",
                page.toUri().toString())).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("chromium ended").isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private static boolean chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
    }
}
