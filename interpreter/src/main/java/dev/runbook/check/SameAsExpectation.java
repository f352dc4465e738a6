package dev.runbook.check;

import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.value.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same rows, or the same output, as an earlier step had.
///
/// @param columns the columns to compare, or none for all
/// @param ordered whether the rows must come in the same order
public record SameAsExpectation(String step, List<String> columns, boolean ordered) {

    Verdict judge(Observation seen, Scope scope) {
        String field = seen.fields().containsKey("records") ? "records" : "stdout";
        Value before = other(scope, field);
        Value now = seen.field(field);
        String expected = "as in step " + step;
        if (before instanceof Value.Null) {
            return Verdict.of(false, "same_as", expected, "step " + step + " was skipped or saw no " + field);
        }
        boolean same = same(chosen(before), chosen(now));
        return Verdict.of(same, "same_as", expected, same
                ? "so"
                : "now " + Words.quote(chosen(now)) + ", then "
                        + Words.quote(chosen(before)));
    }

    private boolean same(Value before, Value now) {
        if (ordered || !(before instanceof Value.Sequence(List<Value> then)
                && now instanceof Value.Sequence(List<Value> rows))) {
            return Comparison.equal(before, now);
        }
        return then.size() == rows.size() && Comparison.equal(sorted(then), sorted(rows));
    }

    private static Value sorted(List<Value> rows) {
        return Value.of(rows.stream().sorted(Comparator.comparing(Value::text)).toList());
    }

    private Value other(Scope scope, String field) {
        return scope.find("steps") instanceof Value.Dictionary(Map<String, Value> steps)
                && steps.get(step) instanceof Value.Dictionary(Map<String, Value> fields)
                        ? fields.getOrDefault(field, Value.Null.NULL)
                        : Value.Null.NULL;
    }

    private Value chosen(Value rows) {
        return columns.isEmpty() || !(rows instanceof Value.Sequence(List<Value> items))
                ? rows
                : Value.of(items.stream().map(this::columnsOf).toList());
    }

    private Value columnsOf(Value row) {
        Map<String, Value> kept = new LinkedHashMap<>();
        if (row instanceof Value.Dictionary(Map<String, Value> cells)) {
            columns.forEach(column -> kept.put(column, cells.getOrDefault(column, Value.Null.NULL)));
        }
        return Value.of(kept);
    }
}
