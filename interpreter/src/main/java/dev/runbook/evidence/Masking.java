package dev.runbook.evidence;

import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes secrets out of what was observed, in the one place through which every observation passes.
public record Masking(Secrets secrets) {

    public Observation mask(Observation seen) {
        return new Observation(mask(seen.fields()), facts(seen.facts()), mask(seen.failure()), seen.leftNothing());
    }

    public Map<String, Value> mask(Map<String, Value> fields) {
        Map<String, Value> masked = new LinkedHashMap<>();
        fields.forEach((name, value) -> masked.put(name, secrets.mask().mask(value)));
        return masked;
    }

    public Verdict mask(Verdict verdict) {
        return new Verdict(verdict.grade(), verdict.subject(), mask(verdict.expected()), mask(verdict.actual()),
                facts(verdict.facts()));
    }

    public @Nullable Failure mask(@Nullable Failure failure) {
        return failure == null
                ? null
                : new Failure(mask(failure.title()), failure.code(), mask(failure.advice()), facts(failure.facts()));
    }

    public List<Fact> facts(List<Fact> facts) {
        return facts.stream().map(this::mask).toList();
    }

    public String mask(String text) {
        return secrets.mask().mask(text);
    }

    private Fact mask(Fact fact) {
        return switch (fact) {
            case Fact.Text(String label, String text) -> new Fact.Text(label, mask(text));
            case Fact.Code(String label, String language, String text) -> new Fact.Code(label, language, mask(text));
            case Fact.Grid(String label, List<String> columns, List<List<@Nullable String>> rows, long omitted) ->
                new Fact.Grid(label, columns, rows.stream().map(this::cells).toList(), omitted);
            case Fact.Series series -> series;
            case Fact.Difference(String label, String expected, String actual, String difference) ->
                new Fact.Difference(label, mask(expected), mask(actual), mask(difference));
        };
    }

    private List<@Nullable String> cells(List<@Nullable String> row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (String cell : row) {
            cells.add(cell == null ? null : mask(cell));
        }
        return cells;
    }
}
