package dev.runbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A line of `check/matchers.txt`: what a matcher makes of a value.
///
/// @param type of the value: `whole`, `text`, `bool`, `null`, `real`, `list`, `map`, `time`
record MatcherLine(String type, String value, String matcher, boolean holds) {
    private static final JsonMapper JSON = new JsonMapper();

    static List<MatcherLine> all() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/check/matchers.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(MatcherLine::of).toList();
    }

    private static MatcherLine of(String line) {
        int first = line.indexOf(" | ");
        int second = line.indexOf(" | ", first + 3);
        int last = line.lastIndexOf(" | ");
        return new MatcherLine(line.substring(0, first).strip(), line.substring(first + 3, second).strip(),
                line.substring(second + 3, last).strip(), line.endsWith("holds"));
    }

    /// The line for a field that has this number.
    MatcherLine with(int number) {
        return !type.equals("whole")
                ? this
                : new MatcherLine(type, String.valueOf(number), matcher.replaceAll("\\bN\\b", String.valueOf(number))
                        .replaceAll("\\bM\\b", String.valueOf(number - 1))
                        .replaceAll("\\bP\\b", String.valueOf(number + 1)), holds);
    }

    boolean isOf(String... types) {
        return List.of(types).contains(type);
    }

    /// Whether the matcher is a plain value.
    boolean isPlain() {
        return !matcher.startsWith("{");
    }

    /// `{"v": …}` with the value, in quotes as YAML and JSON have them.
    String document() {
        JsonNode json = type.equals("text") ? JsonNodeFactory.instance.stringNode(value) : JSON.readTree(value);
        return quoted(JSON.writeValueAsString(JsonNodeFactory.instance.objectNode().set("v", json)));
    }

    /// The value as a SQL expression; a text is the variable `v`.
    String sql() {
        return switch (type) {
            case "text" -> ":'v'::text";
            case "null" -> "NULL::text";
            case "real" -> value + "::float8";
            default -> value;
        };
    }

    String quoted() {
        return quoted(value);
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
