package dev.runbook.action.dump;

import dev.runbook.action.Tools;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The backups that a step makes run after run: their path with `*` for what only one run has.
///
/// @param runbook the runbook's id
/// @param run the id of this run
record Series(String pattern, String runbook, String run, Span span) {
    private static final String ANY = "*";

    static Series of(Template file, Tools tools) {
        Scope scope = tools.scope();
        Map<String, Value> run = scope.find("run") instanceof Value.Dictionary(Map<String, Value> fields)
                ? fields
                : Map.of();
        String id = text(run, "id");
        Map<String, Value> any = new LinkedHashMap<>(run);
        List.of("id", "stamp", "started").forEach(name -> any.put(name, Value.of(ANY)));
        any.put("directory", Value.of(text(run, "directory").replace(id, ANY)));
        Scope every = name -> name.equals("run") ? Value.of(any) : scope.find(name);
        return new Series(file.span().folder(tools.folder()).resolve(file.eval(every).text()).normalize().toString(),
                runbookOf(id), id,
                file.span());
    }

    /// A run's id is its stamp, the runbook's id, and a hash.
    private static String runbookOf(String run) {
        return run.replaceFirst("^\\d+-\\d+-", "").replaceFirst("-[0-9a-f]+$", "");
    }

    /// @throws Refusal when every run would write the same file, or to another folder
    void requireVariety(Path target) {
        Path every = Path.of(pattern);
        if (!Objects.equals(every.getParent(), target.getParent())
                || !String.valueOf(every.getFileName()).contains(ANY)) {
            throw new Refusal(Problem.error(span, "the backups to keep are not beside each other",
                    "Put ${{ run.stamp }} into the file's name, and nothing of the run into its folder."));
        }
    }

    private static String text(Map<String, Value> fields, String name) {
        Value value = fields.get(name);
        return value == null ? "" : value.text();
    }
}
