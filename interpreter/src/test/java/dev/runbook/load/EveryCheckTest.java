package dev.runbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which checks each kind of step takes under `expect` and `warn`, and what every field makes of matchers that are none:
/// each of these is one problem, at its line.
class EveryCheckTest {
    /// A check that is right in itself, for each key.
    private static final Map<String, String> CHECKS = Map.ofEntries(Map.entry("rows", "1"), Map.entry("value", "1"),
            Map.entry("table", "\"v\\n---\\n1\""), Map.entry("records", "[{v: 1}]"), Map.entry("columns", "[v]"),
            Map.entry("each", "{v: 1}"), Map.entry("any", "{v: 1}"), Map.entry("none", "{v: 1}"),
            Map.entry("affected", "1"), Map.entry("notices", "[x]"), Map.entry("warnings", "[x]"),
            Map.entry("error", "{sqlstate: \"23503\"}"), Map.entry("same_as", "query"), Map.entry("order", "given"),
            Map.entry("locks", "{strongest: SHARE}"), Map.entry("that", "1 < 2"), Map.entry("took", "< 1m"),
            Map.entry("exit", "0"), Map.entry("stdout", "x"), Map.entry("stderr", "x"), Map.entry("lines", "1"),
            Map.entry("json", "{$.v: 1}"), Map.entry("status", "200"), Map.entry("headers", "{v: x}"),
            Map.entry("body", "x"));
    private static final List<String> NO_MATCHERS = List.of("{gt: [1]}", "{between: [1]}", "{between: [2, 1]}",
            "{between: [1h, 1ms]}", "{in: 5}", "{\"null\": 5}", "{matches: \"(\"}", "{larger: 1}", "{}", "{not: {}}",
            "{contains: {a: 1}}", "{contains: []}", "{not: {contains: [a, b]}}", "{starts_with: \"\"}",
            "{gt: \"${{ nothing }}\"}", "{equals: \"${{ 1 + }}\"}");
    private static final String SQL = "rows value table records columns each any none affected notices warnings error"
            + " same_as order locks that took";
    private static final String HEAD = """
            runbook: checks
            blocks: {block: [{sql: SELECT 1}]}
            steps:
              - {id: query, sql: SELECT 1 AS v}
              - {id: script, shell: 'true'}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("one.sql"), "SELECT 1 AS v;\n");
        Files.writeString(folder.resolve("inner.yaml"), "- sql: SELECT 1\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"sql: SELECT 1 AS v | " + SQL,
            "sql_file: one.sql | " + SQL, "use: query | " + SQL,
            "shell: 'true' | exit stdout stderr lines json locks that took",
            "use: script | exit stdout stderr lines json locks that took",
            "http: https://example.org | status headers body json that took",
            "backfill: {table: t, key: id, set: v = 1} | affected locks that took",
            "confirm: Go? | that took", "prompt: Why? | that took", "choose: Which? | that took",
            "assert: 1 < 2 | that took", "backup: {file: b.dump} | that took", "restore: {file: b.dump} | that took",
            "pause: 1s | that took", "wait_for_replicas: 1m | that took", "steps: [{sql: SELECT 1}] | that took",
            "use: block | that took", "include: inner.yaml | that took"})
    void eachKindTakesItsOwnChecksAndNoOthers(String kind, String checks) {
        List<String> own = List.of(checks.split(" "));
        String step = "  - " + kind + "\n" + (kind.startsWith("choose") ? "    options: {a: [{sql: SELECT 1}]}\n" : "");
        for (String severity : List.of("expect", "warn")) {
            StringBuilder good = new StringBuilder(HEAD).append(step).append("    ").append(severity).append(":\n");
            own.forEach(key -> good.append("      ").append(key).append(": ").append(CHECKS.get(key)).append('\n'));
            assertThat(ProblemText.render(problems(good.toString()))).isEmpty();
            StringBuilder bad = new StringBuilder(HEAD);
            List<Integer> lines = new ArrayList<>();
            CHECKS.keySet().stream().filter(key -> !own.contains(key)).sorted().forEach(key -> {
                bad.append(step).append("    ").append(severity).append(":\n      ").append(key).append(": ")
                        .append(CHECKS.get(key)).append('\n');
                lines.add((int) bad.toString().lines().count());
            });
            List<Problem> refused = problems(bad.toString());
            assertThat(linesOf(refused)).as(ProblemText.render(refused)).isEqualTo(lines);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows: ", "value: ", "affected: ", "took: ", "each: {v: ", "any: {v: ", "none: {v: ",
            "records: [{v: ", "notices: [", "warnings: [", "error: {message: ", "locks: {blocked_for: "})
    void whatIsNoMatcherIsOneProblemInSql(String field) {
        refused("sql: SELECT 1 AS v", field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
            "shell: 'true'|exit: ", "shell: 'true'|stdout: ",
            "shell: 'true'|stderr: ", "shell: 'true'|lines: ", "shell: 'true'|json: {$.v: ",
            "http: https://example.org|status: ", "http: https://example.org|headers: {v: ",
            "http: https://example.org|body: ", "http: https://example.org|json: {$.v: ",
            "backfill: {table: t, key: id, set: v = 1}|affected: ", "pause: 1s|took: "})
    void whatIsNoMatcherIsOneProblemElsewhere(String kind, String field) {
        refused(kind, field);
    }

    @Test
    void severalTextsMustAllBeThere() {
        assertThat(problems(HEAD + "  - {shell: 'true', expect: {stdout: {contains: [a, b]}}}\n")).isEmpty();
        assertThat(problems(HEAD + "  - {shell: 'true', expect: {stdout: {not: {contains: [a]}}}}\n")).isEmpty();
    }

    private void refused(String kind, String field) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(HEAD);
        for (String severity : List.of("expect", "warn")) {
            for (String matcher : NO_MATCHERS) {
                String line = field + matcher + closing(field);
                text.append("  - ").append(kind).append("\n    ").append(severity).append(":\n      ").append(line)
                        .append('\n');
                wanted.put((int) text.toString().lines().count(), line);
            }
        }
        List<Problem> found = problems(text.toString());
        assertThat(linesOf(found)).as(wanted + "\n" + ProblemText.render(found))
                .isEqualTo(List.copyOf(wanted.keySet()));
        assertThat(found).noneMatch(problem -> problem.advice().isEmpty());
    }

    private static String closing(String field) {
        StringBuilder closing = new StringBuilder();
        for (int i = field.length() - 1; i >= 0; i--) {
            closing.append(switch (field.charAt(i)) {
                case '{' -> "}";
                case '[' -> "]";
                default -> "";
            });
        }
        return closing.toString();
    }

    private static List<Integer> linesOf(List<Problem> problems) {
        return problems.stream().map(problem -> {
            Span place = Objects.requireNonNull(problem.place());
            return place.position().line();
        }).sorted().toList();
    }

    private List<Problem> problems(String runbook) {
        Problems problems = new Problems();
        Loader.load(folder.resolve("runbook.yaml"), runbook, problems);
        return problems.sorted();
    }
}
