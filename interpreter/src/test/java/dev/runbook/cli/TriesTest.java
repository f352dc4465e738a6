package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What failed and was tried again stands in the journal and in the reports, try by try, wherever the tries come from.
@RealPostgres
class TriesTest {
    private static final Pattern TRIED = Pattern.compile("\"event\":\"tried\",\"step\":\\{\"key\":\"([^\"]+)\".*?"
            + "\"title\":\"((?:[^\"\\\\]|\\\\.)+)\"");

    @TempDir
    private Path folder;

    @Test
    void eachTryOfAStepAndOfAGroupIsKept(TestDatabase database) throws IOException {
        Told told = Told.run(database, folder, """
                runbook: tries
                title: What is tried again
                steps:
                  - id: counted
                    name: Count to three
                    shell: |
                      n=$(( $(cat count 2>/dev/null || echo 0) + 1 )); echo $n > count; echo $n
                    expect: {stdout: "3"}
                    retry: {times: 4, delay: 10ms}
                  - id: group
                    name: A group
                    retry: {times: 2, delay: 10ms}
                    steps:
                      - id: inner
                        name: Count on
                        shell: n=$(( $(cat count) + 1 )); echo $n > count; [ $n = 5 ]
                """);
        told.exits(0);
        assertThat(tried(told)).containsExactly("counted: stdout: expected \\\"3\\\", found \\\"1\\\"",
                "counted: stdout: expected \\\"3\\\", found \\\"2\\\"", "group: taken back after: exit code 1");
        assertThat(told.report()).contains("<br>3 tries |", "<br>2 tries |", "| Try | Began | Took | Failed |",
                "| stdout: expected \"3\", found \"2\" | 10ms |");
        assertThat(told.file("report.html")).contains("<rect class=\"tried\"");
    }

    @Test
    void aStepThatIsNotToBeSeenSaysOnlyThatItWasTried(TestDatabase database) throws IOException {
        Told told = Told.run(database, folder, """
                runbook: tries
                title: What is tried again
                steps:
                  - id: hidden
                    name: Ask for the token
                    sensitive: true
                    shell: |
                      echo hunter-of-two; n=$(( $(cat count 2>/dev/null || echo 0) + 1 )); echo $n > count; [ $n = 2 ]
                    expect: {stdout: hunter-of-two}
                    retry: {times: 1, delay: 10ms}
                """);
        told.exits(0);
        assertThat(tried(told)).containsExactly("hidden: failed (exit)");
        assertThat(told.console() + told.journal() + told.report()).contains("failed (exit)");
    }

    @Test
    void aStableReportLeavesThemOut(TestDatabase database) throws IOException {
        Told told = Told.run(database, folder, """
                runbook: counting
                title: What is tried again
                steps:
                  - id: counted
                    name: Count
                    shell: |
                      n=$(( $(cat count 2>/dev/null || echo 0) + 1 )); echo $n > count; [ $n = 2 ]
                    retry: {times: 1, delay: 10ms}
                """);
        told.exits(0);
        for (String ending : List.of("md", "html", "json", "xml")) {
            Path report = folder.resolve("stable." + ending);
            assertThat(Cli.withoutTarget().call("report", run(told), "--run-dir", told.folder().toString(), "--stable",
                    "--output", report.toString()).exit()).isZero();
            assertThat(Files.readString(report)).doesNotContain("2 tries", "\"tries\"", "class=\"tried\"",
                    "exit code 1");
        }
    }

    private static String run(Told told) throws IOException {
        try (Stream<Path> runs = Files.list(told.folder().resolve("runs"))) {
            return runs.filter(run -> Files.isDirectory(run) && !Files.isSymbolicLink(run)).findFirst().orElseThrow()
                    .getFileName().toString();
        }
    }

    private static List<String> tried(Told told) {
        return TRIED.matcher(told.journal()).results().map((MatchResult found) -> found.group(1) + ": "
                + found.group(2)).toList();
    }
}
