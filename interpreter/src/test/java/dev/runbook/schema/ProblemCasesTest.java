package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The gallery of wrong runbooks: each folder of `cases/problems` is a mistake and what is said about it.
/// `-Dcases.rewrite=true` writes what is said now; read the difference before committing it.
class ProblemCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/problems");
    private static final boolean REWRITE = Boolean.getBoolean("cases.rewrite");

    @TestFactory
    Stream<DynamicTest> eachMistakeIsSaidAsItWasAgreed() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                () -> compare(folder)));
    }

    @TestFactory
    Stream<DynamicTest> nothingLiesAroundThatNoTestReads() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                () -> assertThat(files(folder)).containsExactlyInAnyOrder("runbook.yaml", "expected/problems")));
    }

    private static void compare(Path folder) throws IOException {
        Path expected = folder.resolve("expected/problems");
        String said = said(Files.readAllBytes(folder.resolve("runbook.yaml")));
        if (REWRITE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, said);
        }
        assertThat(said).isNotEmpty().isEqualTo(Files.readString(expected));
    }

    private static String said(byte[] runbook) {
        Problems problems = new Problems();
        Node root = YamlReader.read("runbook.yaml", runbook, problems);
        if (root != null) {
            SchemaCheck.check(root, problems);
        }
        return ProblemText.render(problems.sorted());
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
        }
    }
}
