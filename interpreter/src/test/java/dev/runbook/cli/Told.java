package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A runbook that a test runs on a database, and what it left: the console's text and the run's folder.
record Told(Cli.Result result, Path folder) {
    private static final long PATIENCE_MILLIS = 60_000;

    static Told run(TestDatabase database, Path folder, String runbook, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), runbook);
        Path runs = Files.createTempDirectory(folder, "runs");
        String[] all = Stream.concat(Stream.of("run", file.toString(), "--target", database.url(), "--run-dir",
                runs.toString()), Stream.of(arguments)).toArray(String[]::new);
        return new Told(Cli.withoutTarget().call(all), runs);
    }

    Told exits(int code) {
        assertThat(result.exit()).as(console()).isEqualTo(code);
        return this;
    }

    String console() {
        return result.out() + result.err();
    }

    String report() {
        return file("report.md");
    }

    String journal() {
        return file("journal.jsonl");
    }

    /// The one file in the run's folder whose name ends so.
    String file(String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending) && !Files.isSymbolicLink(file.getParent()))
                    .map(Told::text).distinct().collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first cell of a query's first row.
    static String cell(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Waits until a query of one boolean says true.
    static void await(Connection connection, String sql) throws SQLException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!"t".equals(cell(connection, sql))) {
            assertThat(System.currentTimeMillis()).as(sql).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
