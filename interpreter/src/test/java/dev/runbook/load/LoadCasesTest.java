package dev.runbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.model.Runbook;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The gallery of runbooks that are well formed and mean something wrong: each folder of `cases/load` is a mistake
/// and what is said about it. `-Dcases.rewrite=true` writes what is said now; read the difference before committing it.
class LoadCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/load");
    private static final boolean REWRITE = Boolean.getBoolean("cases.rewrite");

    @TestFactory
    Stream<DynamicTest> eachMistakeIsSaidAsItWasAgreed() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                () -> compare(folder)));
    }

    /// What a runbook does not name is a file that no test reads.
    @TestFactory
    Stream<DynamicTest> nothingLiesAroundThatNoTestReads() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
            String all = String.join("\n", contents(folder));
            assertThat(files(folder)).contains("runbook.yaml", "expected/problems");
            assertThat(files(folder).stream().filter(file -> !file.equals("expected/problems")
                    && !file.equals("runbook.yaml"))).allSatisfy(file -> assertThat(all)
                            .contains(Path.of(file).getFileName().toString()));
        }));
    }

    private static void compare(Path folder) throws IOException {
        Path expected = folder.resolve("expected/problems");
        String said = said(folder);
        if (REWRITE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, said);
        }
        assertThat(said).isNotEmpty().isEqualTo(Files.readString(expected));
    }

    private static String said(Path folder) {
        Problems problems = new Problems();
        Runbook read = Loader.load(folder.resolve("runbook.yaml"), problems);
        if (read != null) {
            LockTimeouts.check(read, problems);
        }
        String whole = folder.toAbsolutePath().toString();
        return ProblemText.render(problems.sorted()).replace(whole + "/", "").replace(whole, "FOLDER")
                .replace(folder + "/", "");
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

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|sql)")).map(LoadCasesTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
