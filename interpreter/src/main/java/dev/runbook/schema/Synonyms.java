package dev.runbook.schema;

import dev.runbook.problem.Suggestion;
import java.util.List;
import java.util.Map;

/// Words of other tools for what has another name here, so that "did you mean" knows them too.
final class Synonyms {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("run", "shell"), Map.entry("command", "shell"), Map.entry("cmd", "shell"),
            Map.entry("script", "shell"), Map.entry("exec", "shell"), Map.entry("bash", "shell"),
            Map.entry("query", "sql"), Map.entry("psql", "sql"), Map.entry("statement", "sql"),
            Map.entry("file", "sql_file"), Map.entry("url", "http"), Map.entry("request", "http"),
            Map.entry("wait", "pause"), Map.entry("sleep", "pause"), Map.entry("delay", "pause"),
            Map.entry("manual", "confirm"), Map.entry("check", "confirm"), Map.entry("approve", "confirm"),
            Map.entry("approval", "confirm"), Map.entry("input", "prompt"), Map.entry("dump", "backup"),
            Map.entry("when", "if"), Map.entry("condition", "if"), Map.entry("only_if", "if"),
            Map.entry("loop", "for_each"), Map.entry("foreach", "for_each"), Map.entry("with_items", "for_each"),
            Map.entry("matrix", "for_each"), Map.entry("register", "capture"), Map.entry("output", "capture"),
            Map.entry("outputs", "capture"), Map.entry("retries", "retry"), Map.entry("undo", "rollback"),
            Map.entry("down", "rollback"), Map.entry("revert", "rollback"), Map.entry("expected", "expect"),
            Map.entry("assertions", "assert"), Map.entry("should", "expect"), Map.entry("test", "verify"),
            Map.entry("validate", "verify"), Map.entry("title", "name"), Map.entry("label", "name"),
            Map.entry("environment", "env"), Map.entry("variables", "vars"), Map.entry("directory", "cwd"),
            Map.entry("working_directory", "cwd"), Map.entry("working-directory", "cwd"), Map.entry("dir", "cwd"),
            Map.entry("time_limit", "timeout"), Map.entry("duration", "estimate"), Map.entry("group", "steps"),
            Map.entry("tasks", "steps"), Map.entry("jobs", "steps"), Map.entry("stages", "steps"),
            Map.entry("inputs", "params"), Map.entry("parameters", "params"), Map.entry("databases", "connections"),
            Map.entry("database", "connections"), Map.entry("prerequisites", "requires"), Map.entry("id", "runbook"),
            Map.entry("name", "title"), Map.entry("exit_code", "exit"), Map.entry("code", "exit"),
            Map.entry("output_contains", "stdout"), Map.entry("row_count", "rows"), Map.entry("count", "rows"),
            Map.entry("result", "value"), Map.entry("regex", "matches"), Map.entry("match", "matches"),
            Map.entry("eq", "equals"), Map.entry("includes", "contains"), Map.entry("min", "gte"),
            Map.entry("max", "lte"), Map.entry("attempts", "times"), Map.entry("interval", "every"));

    private Synonyms() {}

    /// The valid word that was probably meant, or the empty text.
    static String nearest(String wrong, List<String> valid) {
        String near = Suggestion.nearest(wrong, valid).orElse("");
        if (!near.isEmpty()) {
            return near;
        }
        String synonym = WORDS.getOrDefault(wrong, "");
        return valid.contains(synonym) ? synonym : abbreviated(wrong, valid);
    }

    /// The one valid word that begins with this one: `int` for `integer`.
    private static String abbreviated(String wrong, List<String> valid) {
        List<String> longer = valid.stream().filter(word -> word.startsWith(wrong)).toList();
        return wrong.length() > 1 && longer.size() == 1 ? longer.getFirst() : "";
    }
}
