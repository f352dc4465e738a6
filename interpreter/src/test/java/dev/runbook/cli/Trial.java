package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.load.Loader;
import dev.runbook.model.Runbook;
import dev.runbook.problem.Problems;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A runbook of `runbooks/`, tried on a database of the test's own. Questions are answered as on the sandbox, unless the
/// test says otherwise.
///
/// @param answers what it says otherwise
record Trial(String name, TestDatabase database, Path folder, Map<String, String> answers) {
    private static final Path REPORTS = Path.of("src/test/resources/runbooks");

    static Trial of(String name, TestDatabase database, Path folder) {
        return new Trial(name, database, folder, Map.of());
    }

    Trial answering(String step, String answer) {
        Map<String, String> more = new LinkedHashMap<>(answers);
        more.put(step, answer);
        return new Trial(name, database, folder, more);
    }

    /// Runs a script in the example's folder, as its sandbox does.
    Trial prepared(String example, String script) throws IOException, InterruptedException {
        return prepared(file().resolveSibling(example), script);
    }

    /// Runs a script in a folder, as the sandbox does.
    Trial prepared(Path where, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
        builder.environment().put("DATABASE_URL", database.url());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return this;
    }

    Cli.Result run(String... more) throws IOException {
        return run(file(), more);
    }

    /// Runs a copy of the runbook.
    Cli.Result run(Path runbook, String... more) throws IOException {
        return call("run", Stream.concat(Stream.of(runbook.toString(), "--answers", answersFile().toString()),
                Stream.of(more)).toArray(String[]::new));
    }

    Cli.Result call(String verb, String... more) {
        List<String> arguments = Stream.concat(Stream.of(verb, more[0], "--run-dir", folder.toString()),
                Stream.of(more).skip(1)).toList();
        return Cli.withoutTarget().with("DATABASE_URL", database.url()).call(arguments.toArray(String[]::new));
    }

    /// The run's folder; there must be one run only.
    Path directory() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> found = runs.filter(Files::isDirectory).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    /// Compares the run's report, less what differs between equal runs (sampled locks too) and less the details of each step, with the one
    /// that was agreed on.
    /// `-Dcases.rewrite=true` writes it anew.
    void hasReport(String report) throws IOException {
        hasReport(report, steady(call("report", directory().getFileName().toString(), "--stable").out()));
    }

    /// The same without the output of scripts, for programs that say it differently in each of their versions.
    void hasReportWithoutOutput(String report) throws IOException {
        hasReport(report, steady(call("report", directory().getFileName().toString(), "--stable").out())
                .replaceAll("(?s)```text\n.*?\n```", "```text\nOUTPUT\n```")
                .replaceAll("(exit code \\d+\n\n)(?!std).+\n", "$1OUTPUT\n"));
    }

    private void hasReport(String report, String now) throws IOException {
        Path expected = REPORTS.resolve(name).resolve(report + ".md");
        if (Boolean.getBoolean("cases.rewrite")) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, now);
        }
        assertThat(now).isEqualTo(Files.readString(expected));
    }

    String one(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return Objects.requireNonNullElse(result.getString(1), "NULL");
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String steady(String report) {
        String told = report.replaceAll("(?s)\n## The run\n.*?(?=\n## Steps\n)", "")
                .replaceAll("\n(locks|blocking|blocked by|[a-z ]*wait[a-z ]*):\n\n(\\|.*\n)+", "")
                .replaceAll("(?s)\n## (Backups and artifacts|Step by step)\n.*", "")
                .replaceAll("watch \\w+: expected [^|]* samples", "");
        return told.replace(database.name(), "DATABASE")
                .replaceAll("\\| \\d+ [kM]B \\|", "| SIZE |").replaceAll("PostgreSQL 1\\d\\.\\d+( \\([^)]*\\))?",
                        "PostgreSQL VERSION")
                .replaceAll("PostgreSQL 1\\d{5}", "PostgreSQL VERSION")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "SERVER").replaceAll("\\b[0-9A-F]+/[0-9A-F]{5,}\\b", "LSN");
    }

    private Path answersFile() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        Runbook runbook = Objects.requireNonNull(Loader.load(file(), new Problems()));
        Objects.requireNonNull(runbook.sandbox()).answers().forEach((id, answer) -> all.put(id, answer.text()));
        all.putAll(answers);
        return Files.writeString(folder.resolve("answers.yaml"), all.entrySet().stream()
                .map(answer -> answer.getKey() + ": " + answer.getValue() + "\n").collect(Collectors.joining()));
    }

    private Path file() {
        return Path.of("../runbooks").resolve(name + ".yaml");
    }
}
