package dev.runbook.schema;

import dev.runbook.problem.Suggestion;
import java.util.List;
import java.util.Map;

/// Words of other tools for what has another name here, so that "did you mean" knows them too.
final class Synonyms {
    private static final String ORDER = "Steps run in the order in which they stand: delete the key.";
    private static final String MAY_FAIL = "A check that may fail stands under `warn` instead of `expect`; which exit codes"
            + " are fine says expect: {exit: {in: [0, 1]}}.";
    private static final String ELSEWHERE = "Declare a host with the command that reaches it, as in hosts: {app: {exec: sudo -u"
            + " app}}, and say host: app.";
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
            Map.entry("max", "lte"), Map.entry("attempts", "times"), Map.entry("interval", "every"),
            Map.entry("with", "params"), Map.entry("timeout-minutes", "timeout"),
            Map.entry("timeout_seconds", "timeout"), Map.entry("dsn", "url"), Map.entry("uri", "url"),
            Map.entry("on_error", "on_failure"), Map.entry("catch", "on_failure"), Map.entry("cleanup", "rollback"),
            Map.entry("secrets", "params"), Map.entry("imports", "include"), Map.entry("servers", "hosts"),
            Map.entry("message", "say"), Map.entry("pattern", "match"), Map.entry("author", "owner"),
            Map.entry("notes", "description"), Map.entry("comment", "description"));

    private static final Map<String, String> COMPARISONS = Map.of("=", "equals", "==", "equals", "!=", "not", "<>",
            "not", ">", "gt", ">=", "gte", "<", "lt", "<=", "lte");

    /// What to say to those who look for something that is done otherwise here, or not at all.
    private static final Map<String, String> NOTES = Map.ofEntries(Map.entry("depends_on", ORDER),
            Map.entry("needs", ORDER), Map.entry("after", ORDER), Map.entry("before", ORDER),
            Map.entry("ignore_errors", MAY_FAIL), Map.entry("continue-on-error", MAY_FAIL),
            Map.entry("continue_on_error", MAY_FAIL), Map.entry("allow_failure", MAY_FAIL),
            Map.entry("failed_when", MAY_FAIL), Map.entry("become", ELSEWHERE), Map.entry("sudo", ELSEWHERE),
            Map.entry("user", ELSEWHERE), Map.entry("delegate_to", ELSEWHERE), Map.entry("container", ELSEWHERE),
            Map.entry("version", "The language has no versions: delete the key."),
            Map.entry("parallel", "Steps run one after the other."));

    private Synonyms() {}

    /// A comparison that is written as a sign elsewhere.
    static String comparison(String sign) {
        return COMPARISONS.getOrDefault(sign, sign);
    }

    /// A sentence about a word that stands for nothing here, or nothing.
    static String note(String wrong) {
        return NOTES.getOrDefault(wrong, "");
    }

    /// The valid word that was probably meant, or the empty text.
    static String nearest(String wrong, List<String> valid) {
        String near = Suggestion.nearest(wrong, valid).orElse("");
        if (!near.isEmpty()) {
            return near;
        }
        String synonym = WORDS.getOrDefault(wrong, COMPARISONS.getOrDefault(wrong, ""));
        return valid.contains(synonym) ? synonym : abbreviated(wrong, valid);
    }

    /// The one valid word that begins with this one: `int` for `integer`.
    private static String abbreviated(String wrong, List<String> valid) {
        List<String> longer = valid.stream().filter(word -> word.startsWith(wrong)).toList();
        return wrong.length() > 1 && longer.size() == 1 ? longer.getFirst() : "";
    }
}
