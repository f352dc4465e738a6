package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program in a heap of 64 MB: what goes through it may be larger than that, in every direction.
@RealPostgres
class FlatMemoryTest {
    private static final int ROWS = 1_000_000;
    /// Of inline data, twice as many as go into the heap.
    private static final int LINES = 320_000;
    private static final int INSERTS = 3_000;

    @TempDir
    Path folder;

    @Test
    void resultsAndCopiesOfAnySizeGoThroughASmallHeap(TestDatabase database) throws Exception {
        Files.writeString(folder.resolve("out-and-in.sql"), """
                \\copy large to 'large.tsv'
                CREATE TABLE again (LIKE large);
                \\copy again from 'large.tsv'
                SELECT count(*) = %d AND sum(n) = (SELECT sum(n) FROM large) AS all_there FROM again;
                """.formatted(ROWS));
        String said = run(database, 0, """
                runbook: flat
                title: More than the heap
                steps:
                  - sql: CREATE TABLE large AS SELECT n, repeat(md5(n::text), 3) AS text FROM generate_series(1, %1$d) n
                  - name: A result is kept whole
                    sql: SELECT * FROM large ORDER BY n
                    expect: {rows: %1$d}
                    save: all-rows
                  - name: Out to a file and in again
                    sql_file: out-and-in.sql
                    transaction: always
                    expect: {value: true}
                """.formatted(ROWS));
        assertThat(said).contains("SUCCEEDED");
        Path artifact = artifact();
        assertThat(Files.size(artifact)).isGreaterThan(ROWS * 100L);
        assertThat(Files.size(folder.resolve("large.tsv"))).isGreaterThan(ROWS * 100L);
        try (Stream<String> lines = Files.lines(artifact)) {
            assertThat(lines.filter(line -> line.contains(" | ")).count()).isEqualTo(ROWS + 1L);
        }
    }

    @Test
    void inlineDataOfAnySizeGoesThroughASmallHeap(TestDatabase database) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("dump.sql"))) {
            out.write("CREATE TABLE a (n int, text text);\nCREATE TABLE b (LIKE a);\nCOPY a FROM STDIN;\n");
            rows(out);
            out.write("CREATE INDEX ON a (n);\n\\copy b from stdin\n");
            rows(out);
            out.write("SELECT count(*), sum(n) FROM (TABLE a UNION ALL TABLE b) t;\n");
        }
        assertThat(Files.size(folder.resolve("dump.sql"))).isGreaterThan(2L * 64 << 20);
        run(database, 0, """
                runbook: inline
                steps:
                  - sql_file: dump.sql
                    transaction: always
                    expect:
                      records: [{count: %d, sum: %d}]
                """.formatted(2 * LINES, (LINES - 1L) * LINES));
    }

    @Test
    void dataWithoutItsEndIsFoundBeforeAnythingRuns(TestDatabase database) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("cut.sql"))) {
            out.write("CREATE TABLE a (n int, text text);\nCOPY a FROM STDIN;\n");
            for (int i = 0; i < LINES; i++) {
                out.write(i + "\t" + "x".repeat(200) + "\n");
            }
        }
        assertThat(run(database, 2, "runbook: inline\nsteps:\n  - sql_file: cut.sql\n")).contains("cut.sql:2:1",
                "COPY … FROM STDIN without \\. behind its data");
    }

    private static void rows(BufferedWriter out) throws IOException {
        for (int i = 0; i < LINES; i++) {
            out.write(i + "\t" + "x".repeat(220) + "\n");
        }
        out.write("\\.\n");
    }

    @Test
    void statementsThatDoNotFitAreRefusedBeforeAnythingRunsAndPsqlCanRunThem(TestDatabase database) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("data.sql"))) {
            out.write("CREATE TABLE t (n int, text text);\n");
            for (int i = 0; i < INSERTS; i++) {
                out.write("INSERT INTO t VALUES (" + i + ", '" + "x".repeat(10_000) + "');\n");
            }
        }
        String step = "runbook: inline\nsteps:\n  - sql_file: data.sql\n";
        assertThat(run(database, 2, step + "    transaction: always\n")).contains("flat.yaml:3:15",
                "data.sql is too large: its statements alone have", "Say runner: psql").doesNotContain("OutOfMemory");
        run(database, 0, step + "    runner: psql\n  - sql: SELECT count(*) FROM t\n    expect: {value: " + INSERTS
                + "}\n");
    }

    private String run(TestDatabase database, int exit, String runbook) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("flat.yaml"), runbook);
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "dev.runbook.cli.Main", "run", file.toString(), "--run-dir", folder.resolve("kept").toString(),
                "--target", database.url()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(exit);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }

    private Path artifact() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            return files.filter(file -> file.endsWith("artifacts/all-rows")).findFirst().orElseThrow();
        }
    }
}
