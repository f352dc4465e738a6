package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.journal.JournalSchema;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import dev.runbook.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs on a real PostgreSQL: each folder of `cases/run` is a runbook and the console's text with the exit code.
/// `-Dcases.rewrite=true` writes what is printed now; read the difference before committing it.
@RealPostgres
class RunCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/run");
    private static final boolean REWRITE = Boolean.getBoolean("cases.rewrite");
    private static final Set<String> KNOWN = Set.of("runbook.yaml", "answers.yaml", "arguments", "expected", "inner");

    @TestFactory
    Stream<DynamicTest> eachRunIsToldAsItWasAgreed(TestDatabase any, @TempDir Path runs) throws IOException {
        return Stream.concat(cases().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                () -> compare(folder, any.server(), runs))),
                Stream.of(DynamicTest.dynamicTest("their journals fit the published schema",
                        () -> JournalSchema.holdsAll(runs))));
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

    private static void compare(Path folder, TestPostgres server, Path runs) throws IOException {
        Path expected = folder.resolve("expected/console");
        String told = told(folder, server, runs);
        if (REWRITE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, told);
        }
        assertThat(told).isEqualTo(Files.readString(expected));
    }

    private static String told(Path folder, TestPostgres server, Path runs) throws IOException {
        try (TestDatabase database = server.newDatabase()) {
            List<String> arguments = new ArrayList<>(List.of("run", folder.resolve("runbook.yaml").toString(),
                    "--target", database.url(), "--run-dir", runs.toString()));
            if (Files.exists(folder.resolve("answers.yaml"))) {
                arguments.addAll(List.of("--answers", folder.resolve("answers.yaml").toString()));
            }
            if (Files.exists(folder.resolve("arguments"))) {
                arguments.addAll(Files.readAllLines(folder.resolve("arguments")));
            }
            Cli.Result result = Cli.withoutTarget().call(arguments.toArray(String[]::new));
            return Steady.text(result.out() + result.err() + "exit " + result.exit() + "\n", database, runs);
        }
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }
}
