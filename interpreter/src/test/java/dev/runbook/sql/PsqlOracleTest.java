package dev.runbook.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.file.Outlines;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.item.PsqlCommand;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.scan.Variables;
import dev.runbook.testing.FakeAnswers;
import dev.runbook.testing.StubPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The real psql and our reader run the same files; what reaches the server must be the same.
class PsqlOracleTest {
    private static final Path FILES = Path.of("src/test/resources/sql");

    @TempDir
    static Path outputs;

    private static StubPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = new StubPostgres();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    static Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")).sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theServerReceivesWhatPsqlSends(String name) throws Exception {
        Transcript psql = psql(name);
        Transcript ours = ours(name);
        assertThat(ours.sent()).as("sent").isEqualTo(psql.sent());
        assertThat(ours.echoed()).as("echoed").isEqualTo(psql.echoed());
        assertThat(ours.warned()).as("warned").isEqualTo(psql.warned());
    }

    @ParameterizedTest
    @MethodSource("files")
    void noProblemIsSeenInAFileThatPsqlRuns(String name) throws IOException {
        Script script = Script.read(Passage.of(read(FILES.resolve(name))), Path.of(name), FILES, PsqlOracleTest::read);
        assertThat(script.problems()).filteredOn(Problem::isError).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void dataThatStaysInItsFileMakesNoDifference(String name) throws IOException {
        assertThat(ours(name, file -> Outlines.of(file.toString(), file))).isEqualTo(ours(name));
    }

    @Test
    void thereAreAtLeastAHundredFiles() throws IOException {
        assertThat(files().count()).isGreaterThanOrEqualTo(100);
    }

    /// What was sent, and the lines beginning with `>>` that were echoed.
    record Transcript(List<String> sent, List<String> echoed, List<String> warned) {}

    private static Transcript psql(String name) throws IOException, InterruptedException {
        Path out = outputs.resolve("out");
        Path err = outputs.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", name,
                server.url()).directory(FILES.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        List<String> session = server.session();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return new Transcript(session, echoes(Files.readString(out)), echoes(Files.readString(err)));
    }

    private static List<String> echoes(String output) {
        return output.lines().filter(line -> line.startsWith(">>")).toList();
    }

    static Transcript ours(String name) throws IOException {
        return ours(name, PsqlOracleTest::read);
    }

    private static Transcript ours(String name, ScriptFiles files) throws IOException {
        Variables variables = new Variables(Variables.Raw.ANYTHING);
        variables.put("ON_ERROR_STOP", "1");
        ScriptRun run = new ScriptRun(Passage.of(files.read(FILES.resolve(name))), Path.of(name), FILES, files,
                variables);
        List<String> sent = new ArrayList<>();
        StringBuilder echoed = new StringBuilder();
        StringBuilder warned = new StringBuilder();
        for (ScriptItem item = run.next(); item != null; item = run.next()) {
            switch (item) {
                case ScriptItem.Statement statement -> {
                    sent.addAll(send(statement, variables));
                    String standard = FakeAnswers.standardStrings(statement.sql().text());
                    if (standard != null) {
                        run.standardConformingStrings(standard.equals("on"));
                    }
                }
                case PsqlCommand.Copy copy -> sent.addAll(send(copy));
                case PsqlCommand.Encoding(String encoding, var _) ->
                    sent.add("Q set client_encoding to '" + encoding + "'");
                case PsqlCommand.Echo(PsqlCommand.Channel channel, String text, var _) ->
                    (channel == PsqlCommand.Channel.STDERR ? warned : echoed).append(text);
                case ScriptItem.Remark _,PsqlCommand _ -> {
                }
            }
        }
        return new Transcript(sent, echoes(echoed.toString()), echoes(warned.toString()));
    }

    private static List<String> send(ScriptItem.Statement statement, Variables variables) throws IOException {
        String sql = statement.sql().text();
        List<String> sent = new ArrayList<>(List.of("Q " + sql));
        if (statement.data() != null) {
            sent.add("D " + text(statement.data()));
        }
        List<List<String>> rows = FakeAnswers.rows(sql);
        switch (statement.ending()) {
            case Ending.IntoVariables(String prefix) -> {
                for (int i = 0; i < rows.getFirst().size(); i++) {
                    if (rows.get(1).get(i).equals("NULL")) {
                        variables.remove(prefix + rows.getFirst().get(i));
                    } else {
                        variables.put(prefix + rows.getFirst().get(i), rows.get(1).get(i));
                    }
                }
            }
            case Ending.Execute _ -> rows.stream().skip(1).flatMap(List::stream)
                    .filter(cell -> !cell.equals("NULL")).forEach(cell -> sent.add("Q " + cell));
            case Ending.Semicolon _,Ending.EndOfScript _,Ending.Go _ -> {
            }
        }
        return sent;
    }

    private static List<String> send(PsqlCommand.Copy copy) throws IOException {
        String sql = "Q " + copy.sql().text();
        return switch (copy.end()) {
            case PsqlCommand.ClientEnd.Inline(var data) -> List.of(sql, "D " + text(data));
            case PsqlCommand.ClientEnd.File(String file) -> copy.from()
                    ? List.of(sql, "D " + Files.readString(FILES.resolve(file)))
                    : List.of(sql);
            case PsqlCommand.ClientEnd.Output() -> List.of(sql);
        };
    }

    private static String text(CopyData data) throws IOException {
        try (InputStream in = data.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Source read(Path file) throws IOException {
        return new Source(file.toString(), Files.readString(file));
    }
}
