package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.story.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reports held against files that people have read: `cases/report/<a sentence>/expected/report.<ending>`.
///
/// `-Dcases.rewrite=true` writes them anew. A page's style and script are files of their own and left out.
final class ReportCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/report");
    private static final String STABLE = "-stable";
    private static final Map<String, Supplier<RunRecord>> STORIES = Map.of(
            "everything passed", Stories::succeeded,
            "everything passed on a sandbox", Stories::rehearsed,
            "a check failed and the migration was rolled back", Stories::rolledBack,
            "an operator had a run undone that had succeeded", Stories::takenBack,
            "the rollback failed too", Stories::partlyUndone,
            "the migration failed and the backup was restored", Stories::recovered,
            "the run was cut off during the migration", Stories::interrupted,
            "a person said no before anything was changed", Stories::failed,
            "the operator stopped the run", Stories::stopped);

    @TestFactory
    Stream<DynamicTest> reports() throws IOException {
        return files().stream().map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> {
            String report = report(file);
            if (Boolean.getBoolean("cases.rewrite")) {
                Files.writeString(file, report);
            }
            assertThat(report).isEqualTo(Files.readString(file));
        }));
    }

    @Test
    void everyStoryHasAReportInMarkdown() throws IOException {
        List<Path> files = files();
        assertThat(STORIES.keySet()).allSatisfy(
                story -> assertThat(files).contains(CASES.resolve(story).resolve("expected/report.md")));
    }

    private static String report(Path file) {
        String sentence = CASES.relativize(file).getName(0).toString();
        Supplier<RunRecord> story = Objects.requireNonNull(STORIES.get(sentence), "the story of " + sentence);
        boolean stable = file.toString().contains(STABLE);
        String report = Reports.render(story.get(), Format.of(file), new ReportOptions(stable, null, null));
        return report.replaceAll("(?s)(<style>|<script>).*?(</style>|</script>)", "$1$2").replaceAll("sha256-[^']+",
                "sha256-");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
