package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each folder of `cases/plan` is a runbook, or the path of one in `file`, and what `runbook plan` prints about it.
/// `-Dcases.rewrite=true` writes what is printed now; read the difference before committing it.
class PlanCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/plan");
    private static final boolean REWRITE = Boolean.getBoolean("cases.rewrite");
    private static final Set<String> KNOWN = Set.of("runbook.yaml", "file", "answers.yaml", "arguments", "expected");

    @TestFactory
    Stream<DynamicTest> eachPlanIsShownAsItWasAgreed() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                () -> compare(folder)));
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsRead() throws IOException {
        return cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .allMatch(name -> KNOWN.contains(name) || name.endsWith(".sql") || name.endsWith(".yaml"));
            }
        }));
    }

    /// The target is a port where nobody listens: a plan that called it would fail.
    private static void compare(Path folder) throws IOException {
        Path expected = folder.resolve("expected/plan");
        String shown = shown(folder);
        if (REWRITE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, shown);
        }
        assertThat(shown).isEqualTo(Files.readString(expected));
    }

    private static String shown(Path folder) throws IOException {
        Path file = folder.resolve("file");
        List<String> arguments = new ArrayList<>(List.of("plan", Files.exists(file)
                ? Files.readString(file).strip()
                : folder.resolve("runbook.yaml").toString()));
        if (Files.exists(folder.resolve("answers.yaml"))) {
            arguments.addAll(List.of("--answers", folder.resolve("answers.yaml").toString()));
        }
        if (Files.exists(folder.resolve("arguments"))) {
            arguments.addAll(Files.readAllLines(folder.resolve("arguments")));
        }
        Cli.Result result = Cli.withoutTarget().with("TICKET", "OPS-7").with("API_TOKEN", "t0k3n-of-the-night")
                .call(arguments.toArray(String[]::new));
        return result.out() + result.err() + "exit " + result.exit() + "\n";
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }
}
