package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.reading.Fields;
import dev.runbook.shell.Host;
import dev.runbook.shell.ShellResult;
import dev.runbook.source.Passage;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `shell`: runs a script, by `bash -euo pipefail` unless an `interpreter` says otherwise.
///
/// @param expectsExit whether the step says which exit code it expects; else any but 0 is a failure
public record Shell(Passage script, List<String> interpreter, boolean expectsExit) implements Action {

    /// Reads `shell`.
    public static @Nullable Shell read(Fields fields) {
        Passage script = fields.source("shell", "give it in env and write \"$NAME\" here.");
        String interpreter = fields.text("interpreter");
        return script == null
                ? null
                : new Shell(script, interpreter == null ? ShellCall.BASH : Host.Exec.of(interpreter, null).command(),
                        expectsExit(fields.node("expect")));
    }

    private static boolean expectsExit(@Nullable Node expect) {
        return expect instanceof Mapping mapping && mapping.has("exit");
    }

    @Override
    public Observation perform(Tools tools) {
        ShellResult result = new ShellCall(tools).run(script.text(), interpreter, tools.env());
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("exit", Value.of(result.exit()));
        fields.put("stdout", Value.of(result.stdout().value()));
        fields.put("stderr", Value.of(result.stderr().value()));
        fields.put("lines", Value.of(result.stdout().lines()));
        json(result.stdout().value(), fields);
        return new Observation(fields, facts(result), failure(result, tools));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Code("shell", "bash", script.text().strip()));
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("exit", Type.Simple.INT, "stdout", Type.Simple.TEXT, "stderr", Type.Simple.TEXT, "lines",
                Type.Simple.INT, "json",
                Type.Simple.ANY);
    }

    private static List<Fact> facts(ShellResult result) {
        List<Fact> facts = new ArrayList<>();
        code(facts, "stdout", result.stdout().value());
        code(facts, "stderr", result.stderr().value());
        if (!result.leftovers().isEmpty()) {
            facts.add(new Fact.Text("left over", "ended with the script: " + result.leftovers()));
        }
        if (!result.survivors().isEmpty()) {
            facts.add(new Fact.Text("STILL AT WORK", "could not be ended: " + result.survivors()));
        }
        if (result.logTrouble() != null) {
            facts.add(new Fact.Text("log", "incomplete: " + result.logTrouble()));
        }
        return facts;
    }

    private static void code(List<Fact> facts, String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new Fact.Code(label, "text", text));
        }
    }

    private @Nullable Failure failure(ShellResult result, Tools tools) {
        if (result.timedOut()) {
            return Failure.of("timeout", "timed out after " + Durations.format(java.util.Objects
                    .requireNonNullElse(tools.timeout(), result.took())), "The script and its children were ended.");
        }
        if (result.cancelled()) {
            return Failure.of("interrupted", "stopped by the operator", "The script and its children were ended.");
        }
        String signal = result.signal() == null ? "" : " (SIG" + result.signal() + ")";
        return result.exit() == 0 || expectsExit
                ? null
                : Failure.of("exit", "exit code " + result.exit() + signal, lastLine(result));
    }

    private static String lastLine(ShellResult result) {
        return result.stderr().value().lines().reduce((_, last) -> last).orElse("");
    }

    /// Output that looks like JSON is read as JSON, so that `json` can look into it.
    private static void json(String text, Map<String, Value> fields) {
        String start = text.strip();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                fields.put("json", ValueJson.readPlain(start));
            } catch (ParseException _) {
                // It only looked like it; an expectation of `json` says so.
            }
        }
    }
}
