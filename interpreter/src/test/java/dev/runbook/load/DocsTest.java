package dev.runbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.model.Runbook;
import dev.runbook.plan.Inputs;
import dev.runbook.plan.Planner;
import dev.runbook.plan.SelectionRequest;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every example in the documentation is right: a whole runbook, the top-level keys of one, or a list of steps.
class DocsTest {
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("\\b(?:sql_file|include): ([\\w./-]+\\.\\w+)");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyExampleIsRight() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> documents = Files.list(Path.of("../docs"))) {
            for (Path document : documents.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
                String text = Files.readString(document);
                EXAMPLE.matcher(text).results().forEach(found -> tests.add(DynamicTest.dynamicTest(
                        document.getFileName() + ":" + text.substring(0, found.start()).lines().count(),
                        () -> check(found.group(1)))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private void check(String example) throws IOException {
        boolean whole = example.contains("runbook: ") && example.contains("\nsteps:");
        Path file = Files.writeString(folder.resolve("example.yaml"), whole ? example : completed(example));
        for (String name : FILE.matcher(example).results().map(found -> found.group(1)).toList()) {
            Path named = folder.resolve(name);
            Files.createDirectories(named.getParent());
            Files.writeString(named, name.endsWith(".sql") ? "SELECT 1;\n" : "- shell: make\n");
        }
        Problems problems = new Problems();
        Runbook runbook = Loader.load(file, problems);
        assertThat(ProblemText.render(problems.sorted())).isEmpty();
        if (whole && runbook != null) {
            Planner.plan(runbook, new Inputs(Map.of(), Map.of(), true,
                    new SelectionRequest(null, null, List.of(), List.of())), problems);
            assertThat(ProblemText.render(problems.sorted())).isEmpty();
        }
    }

    private static String completed(String example) {
        if (example.startsWith("- ")) {
            return "runbook: example\nsteps:\n" + example.indent(2);
        }
        return "runbook: example\n" + (example.contains("steps:\n") && example.matches("(?s)(.*\n)?steps:\n.*")
                ? ""
                : "steps:\n  - shell: make\n") + example;
    }
}
