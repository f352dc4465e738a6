package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every matcher in every field of every kind of step, holding and failing, under `expect` and under `warn`: real runs,
/// each of one runbook of many steps that go on after each other's failures.
@RealPostgres
class EveryMatcherTest {
    private static final String HEAD = "runbook: matchers\non_failure: stop\nsteps:\n";
    private static final String SETUP = """
              - sql: |
                  CREATE TABLE five (id int PRIMARY KEY, v int NOT NULL);
                  INSERT INTO five SELECT i, 5 FROM generate_series(1, 5) i;
                  CREATE FUNCTION say(words text) RETURNS void LANGUAGE plpgsql AS $$
                  BEGIN RAISE NOTICE '%', words; RAISE WARNING '%', words; RAISE EXCEPTION '%', words; END $$;
            """;

    private final StringBuilder steps = new StringBuilder(HEAD).append(SETUP);
    private final List<Expected> expected = new ArrayList<>();
    private HttpServer server;

    @TempDir
    private Path folder;

    /// What one step must come to.
    ///
    /// @param subjects of its checks, in order; those that begin with `-` come out the other way round
    private record Expected(String id, String what, boolean holds, List<String> subjects) {
        boolean holds(String subject) {
            return holds != subject.startsWith("-");
        }
    }

    /// Sends back the body and the header `X-V`; the path is the status.
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EveryMatcherTest::echo);
        server.start();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("X-V", String.valueOf(exchange.getRequestHeaders().getFirst("X-V")));
        exchange.getResponseHeaders().add("Content-Type", body.length > 0 && body[0] == '{'
                ? "application/json"
                : "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void inSql(TestDatabase database) throws IOException {
        Files.writeString(folder.resolve("five.sql"), "UPDATE five SET v = 5;\nSELECT v FROM five;\n");
        for (MatcherLine any : MatcherLine.all()) {
            MatcherLine line = any.with(5);
            if (line.isOf("whole")) {
                step(line, expected.size() % 4 < 2
                        ? "sql: UPDATE five SET v = 5; SELECT v FROM five"
                        : "sql_file: five.sql", "rows", "affected", "each: v", "any: v", "-none: v");
            }
            if (line.isOf("whole", "text", "bool", "null", "real")) {
                step(line, "sql: SELECT " + line.sql() + " AS v" + (line.isOf("text")
                        ? "\n    vars: {v: " + line.quoted() + "}"
                        : ""), "value", "records: - v", "each: v", "any: v", "-none: v");
            }
            if (line.isOf("text") && !line.isPlain()) {
                step(line, "sql: SELECT say(:'v')\n    vars: {v: " + line.quoted() + "}", "notices: -", "warnings: -",
                        "error: message");
            }
            if (line.isOf("time")) {
                step(line, "sql: SELECT pg_sleep(0.02)", "took");
            }
        }
        run(database);
    }

    @Test
    void inScriptsAndResponses(TestDatabase database) throws IOException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        for (MatcherLine line : MatcherLine.all()) {
            if (line.isOf("whole")) {
                step(line.with(5), "shell: printf '1\\n2\\n3\\n4\\n5'; exit 5", "exit", "lines");
                step(line.with(202), "http: " + url + "202", "status");
            }
            if (line.isOf("text")) {
                step(line, "shell: printf '%s' \"$V\"; printf '%s' \"$V\" >&2\n    env: {V: " + line.quoted() + "}",
                        "stdout", "stderr");
                boolean plain = line.value().chars().allMatch(c -> c < 128);
                step(line, "http: {method: POST, url: \"" + url + "200\", body: " + line.quoted()
                        + (plain ? ", headers: {X-V: " + line.quoted() + "}}" : "}"),
                        plain ? new String[]{"body", "headers: x-v"} : new String[]{"body"});
            }
            if (!line.isOf("time")) {
                MatcherLine five = line.with(5);
                step(five, expected.size() % 2 == 0
                        ? "shell: printf '%s' \"$V\"\n    env: {V: " + five.document() + "}"
                        : "http: {method: POST, url: \"" + url + "200\", body: " + five.document() + "}",
                        "json: $.v");
            }
        }
        run(database);
    }

    @Test
    void inBackfillsAndPauses(TestDatabase database) throws IOException {
        for (MatcherLine line : MatcherLine.all()) {
            if (line.isOf("whole")) {
                step(line.with(5), "backfill: {table: five, key: id, set: v = 5}", "affected");
            } else if (line.isOf("time")) {
                step(line, "pause: 20ms", "took");
            }
        }
        run(database);
    }

    /// All checks of every kind, those before and behind one that fails too.
    @Test
    void everyCheckOfEveryKindIsJudged(TestDatabase database) throws IOException {
        Files.writeString(folder.resolve("one.sql"), "SELECT 1;\n");
        Files.writeString(folder.resolve("inner.yaml"), "- sql: SELECT 1\n");
        Files.writeString(folder.resolve("answers.yaml"), "k5: yes\nk6: fine\nk7: a\n");
        steps.append("  - {id: earlier, shell: 'true'}\n");
        List<String> kinds = List.of("sql: SELECT 1", "sql_file: one.sql", "shell: 'true'",
                "http: http://127.0.0.1:" + server.getAddress().getPort() + "/200",
                "backfill: {table: five, key: id, set: v = 5}", "confirm: Go?", "prompt: Why?",
                "choose: Which?\n    options: {a: [{sql: SELECT 1}]}", "assert: 5 < 6",
                "backup: {file: b.dump, tables: [five]}", "restore: {file: b.dump, clean: true}", "pause: 1ms",
                "wait_for_replicas: 1m", "steps: [{sql: SELECT 1}]", "use: block", "use: earlier",
                "include: inner.yaml");
        for (String kind : kinds) {
            String id = "k" + expected.size();
            String checks = "{that: [1 < 2, 2 < 1, 2 < 3], took: {gt: 1h}}";
            steps.append("  - id: ").append(id).append("\n    always: true\n    ").append(kind).append("\n    expect: ")
                    .append(checks).append("\n    warn: ").append(checks).append('\n');
            expected.add(new Expected(id, kind, true, List.of("1 < 2", "-2 < 1", "2 < 3", "-took")));
        }
        steps.append("blocks: {block: [{sql: SELECT 1}]}\n");
        run(database, "--answers", folder.resolve("answers.yaml").toString());
    }

    private void step(MatcherLine line, String kind, String... fields) {
        String id = "s" + expected.size();
        StringBuilder checks = new StringBuilder();
        List<String> subjects = new ArrayList<>();
        for (String field : fields) {
            boolean turned = field.startsWith("-");
            String name = field.substring(turned ? 1 : 0);
            String[] levels = name.split(": ", 2);
            checks.append("\n      ").append(levels[0]).append(':');
            if (levels.length == 2) {
                boolean items = levels[1].equals("-");
                checks.append("\n        ").append(levels[1]).append(items ? "" : ":");
            }
            checks.append(' ').append(line.matcher());
            subjects.add((turned ? "-" : "") + subject(levels));
        }
        steps.append("  - id: ").append(id).append("\n    always: true\n    ").append(kind).append("\n    expect:")
                .append(checks).append("\n    warn:").append(checks).append('\n');
        expected.add(new Expected(id, line.toString() + " in " + kind, line.holds(), subjects));
    }

    private static String subject(String[] levels) {
        return switch (levels[0]) {
            case "json" -> levels[1];
            case "headers" -> "header " + levels[1];
            default -> levels[0];
        };
    }

    private void run(TestDatabase database, String... arguments) throws IOException {
        Path report = folder.resolve("report.json");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--report", report.toString()));
        Told told = Told.run(database, folder, steps.toString(), all.toArray(String[]::new));
        assertThat(report).as(told.console()).exists();
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (JsonNode step : new JsonMapper().readTree(Files.readString(report)).path("steps")) {
            expected.stream().filter(wanted -> wanted.id().equals(step.path("key").asString())).forEach(wanted -> {
                seen.add(wanted.id());
                compare(wanted, step, told.console(), wrong);
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).hasSameSizeAs(expected);
    }

    private static void compare(Expected wanted, JsonNode step, String console, List<String> wrong) {
        List<String> should = new ArrayList<>();
        for (String otherwise : List.of("failed", "warned")) {
            wanted.subjects().forEach(subject -> should.add((subject.startsWith("-") ? subject.substring(1) : subject)
                    + " " + (wanted.holds(subject) ? "passed" : otherwise)));
        }
        List<String> is = step.path("checks").valueStream()
                .filter(check -> !wanted.what().equals("assert: " + check.path("subject").asString()))
                .map(check -> check.path("subject").asString() + " " + check.path("grade").asString()).toList();
        if (!is.equals(should)) {
            wrong.add(wanted.what() + ": " + is + "\n  " + step.path("checks") + step.path("failure"));
        }
        for (JsonNode check : step.path("checks")) {
            String told = check.path("subject").asString() + ": expected " + check.path("expected").asString()
                    + ", found " + check.path("actual").asString();
            if (!check.path("grade").asString().equals("passed") && !console.contains(told)) {
                wrong.add(wanted.what() + ": not on the console: " + told);
            }
        }
        boolean fails = should.stream().anyMatch(verdict -> verdict.endsWith("failed"));
        if (!step.path("status").asString().equals(fails ? "failed" : "passed")) {
            wrong.add(wanted.what() + ": " + step.path("status") + " " + step.path("failure"));
        }
    }
}
