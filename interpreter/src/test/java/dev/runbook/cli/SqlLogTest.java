package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a SQL step leaves in the run's folder.
@RealPostgres
class SqlLogTest {
    @Test
    void theLogIsWhatPsqlPrintsWithoutTheSecrets(TestDatabase database, @TempDir Path folder) throws IOException {
        assertThat(log(database, folder, """
                runbook: logged
                title: Log
                params:
                  password: {secret: true, default: "hunter2 or not"}
                steps:
                  - name: Show
                    transaction: never
                    sql: |
                      SELECT 'it is ' || :'password' AS secret, 1 AS n;
                      DO $$ BEGIN RAISE NOTICE 'hunter2 or not'; END $$;
                      COPY (SELECT :'password') TO STDOUT;
                      SELECT nosuch
                    vars: {password: "${{ params.password }}"}
                    expect: {error: {sqlstate: "42703"}}
                """)).isEqualTo("""
                        secret        | n\s
                ----------------------+---
                 it is *** | 1
                (1 row)

                NOTICE:  ***
                ***
                ERROR:  column "nosuch" does not exist
                LINE 1: SELECT nosuch
                               ^
                """);
    }

    @Test
    void whatAnExpectedErrorUndidStandsInTheReport(TestDatabase database, @TempDir Path folder) throws IOException {
        run(database, folder, """
                runbook: undone
                title: Undone
                steps:
                  - name: Fail
                    transaction: always
                    sql: |
                      CREATE TABLE t (id int);
                      SELECT nosuch
                    expect: {error: {sqlstate: "42703"}}
                """);
        assertThat(read(folder, "report.md")).contains("the error undid the statements before it");
    }

    private static String log(TestDatabase database, Path folder, String runbook) throws IOException {
        run(database, folder, runbook);
        return read(folder, ".out.log");
    }

    private static void run(TestDatabase database, Path folder, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), runbook);
        Cli.Result result = Cli.withoutTarget().call("run", file.toString(), "--target", database.url(), "--run-dir",
                folder.resolve("runs").toString());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    /// The one file in the run's folder whose name ends so.
    private static String read(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            return files.filter(file -> file.toString().endsWith(ending) && !Files.isSymbolicLink(file.getParent()))
                    .map(SqlLogTest::text).distinct().collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
