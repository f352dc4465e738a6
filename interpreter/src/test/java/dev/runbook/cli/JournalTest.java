package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run's journal is enough to tell it again.
@RealPostgres
class JournalTest {
    @TempDir
    Path folder;

    private Path run = Path.of("");

    @BeforeEach
    void runOnce(TestDatabase database) throws IOException {
        Path runbook = Files.writeString(folder.resolve("told.yaml"), """
                runbook: told
                title: Told again
                steps:
                  - name: Make a table
                    sql: CREATE TABLE t (id int)
                    rollback: [{name: Drop it, sql: DROP TABLE t}]
                  - name: Find too little
                    sql: SELECT * FROM (VALUES (1, 'a|b'), (2, NULL)) AS v (id, name)
                    expect: {rows: 3}
                """);
        assertThat(call("run", runbook.toString(), "--target", database.url()).exit()).isEqualTo(1);
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void aReportIsRenderedAgainFromTheJournalAlone() throws IOException {
        for (String report : new String[]{"report.md", "report.html"}) {
            Path again = folder.resolve(report);
            assertThat(call("report", run.getFileName().toString(), "--output", again.toString()).exit()).isZero();
            assertThat(again).hasSameTextualContentAs(run.resolve(report));
        }
    }

    @Test
    void aLastLineThatACrashToreIsLeftOut() throws IOException {
        String whole = call("report", run.getFileName().toString()).out();
        Files.writeString(run.resolve("journal.jsonl"), "{\"v\":1,\"at\":\"2026-", StandardOpenOption.APPEND);
        assertThat(call("report", run.getFileName().toString()).out()).isEqualTo(whole).contains("ROLLED BACK");
    }

    @Test
    void aJournalThatWasCutOffIsToldAsInterrupted() throws IOException {
        Path journal = run.resolve("journal.jsonl");
        Files.writeString(journal, Files.readAllLines(journal).subList(0, 5).stream().map(line -> line + "\n")
                .reduce("", String::concat));
        assertThat(call("report", run.getFileName().toString()).out()).contains("INTERRUPTED");
        assertThat(call("runs").out()).contains("INTERRUPTED");
    }

    @Test
    void aDamagedLineIsShownAtItsPlace() throws IOException {
        Path journal = run.resolve("journal.jsonl");
        Files.writeString(journal,
                Files.readString(journal).replaceFirst("\"event\":\"armed\"", "\"event\":\"amred\""));
        Cli.Result result = call("report", run.getFileName().toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("journal.jsonl:", "this line of the journal is damaged", "amred");
    }

    private Cli.Result call(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--run-dir", folder.toString()))
                .toArray(String[]::new);
        return Cli.withoutTarget().call(all);
    }
}
