package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal cannot be written any more: nothing happens that it has not announced.
@RealPostgres
class JournalFullTest {
    @TempDir
    Path folder;

    @Test
    void workStopsBeforeTheNextEffect(TestDatabase database) throws Exception {
        Path file = Files.writeString(folder.resolve("full.yaml"), """
                runbook: full
                title: The disk fills up
                steps:
                  - name: Make a table
                    sql: CREATE TABLE made (id int)
                  - id: fill
                    name: Fill it
                    for_each: [%s]
                    sql: INSERT INTO made VALUES (:n)
                    vars: {n: "${{ item }}"}
                """.formatted(IntStream.rangeClosed(1, 400).mapToObj(String::valueOf)
                .collect(Collectors.joining(", "))));
        try (Interpreter limited = Interpreter.start(folder,
                List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"), "run", file.toString(), "--target",
                database.url(), "--run-dir", folder.toString())) {
            assertThat(limited.exit()).as(limited.output()).isEqualTo(3);
            assertThat(limited.output()).contains("the journal cannot be written", "The run stopped at once",
                    "was not undone").doesNotContain("bug of runbook");
        }
        Path journal = folder.resolve("runs").resolve(run()).resolve("journal.jsonl");
        assertThat(Files.size(journal)).isEqualTo(64 * 1024);
        String announced = Files.readString(journal);
        int filled = filled(database);
        assertThat(filled).isBetween(1, 399);
        assertThat(announced).contains("\"key\":\"fill[" + filled + "]\"")
                .doesNotContain("\"key\":\"fill[" + (filled + 2)
                        + "]\"");
        Cli.Result report = Cli.withoutTarget().call("report", run(), "--run-dir", folder.toString());
        assertThat(report.exit()).isZero();
        assertThat(report.out()).contains("INTERRUPTED");
    }

    private String run() throws Exception {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
        }
    }

    private static int filled(TestDatabase database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT max(id) FROM made")) {
            result.next();
            return result.getInt(1);
        }
    }
}
