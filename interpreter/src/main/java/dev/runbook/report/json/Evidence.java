package dev.runbook.report.json;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.report.text.Wording;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was observed, as JSON.
record Evidence(Wording wording) {

    Value fact(Fact fact) {
        Fields fields = new Fields().with("label", wording.of(fact.label()));
        return switch (fact) {
            case Fact.Text(_, String text) -> fields.with("shape", "text").with("text", wording.of(text)).value();
            case Fact.Code(_, String language, String text) -> fields.with("shape", "code").with("language", language)
                    .with("text", wording.of(text)).value();
            case Fact.Grid grid -> fields.with("shape", "grid").with("columns", grid.columns(), this::text)
                    .with("rows", grid.rows(), this::row).with("omitted", Value.of(grid.omitted())).value();
            case Fact.Series series -> fields.with("shape", "series").with("taken", Value.of(series.taken()))
                    .with("points", series.points(), Evidence::point).value();
            case Fact.Difference(_, String expected, String actual, String difference) ->
                fields.with("shape", "difference").with("expected", wording.of(expected))
                        .with("actual", wording.of(actual)).with("difference", wording.of(difference)).value();
        };
    }

    Value verdict(Verdict verdict) {
        return new Fields().with("subject", wording.of(verdict.subject()))
                .with("grade", verdict.grade().name().toLowerCase(Locale.ROOT))
                .with("expected", wording.of(verdict.expected())).with("actual", wording.of(verdict.actual()))
                .with("facts", verdict.facts(), this::fact).value();
    }

    Value failure(Failure failure) {
        return new Fields().with("title", wording.of(failure.title())).with("code", wording.of(failure.code()))
                .with("advice", wording.of(failure.advice())).with("facts", failure.facts(), this::fact).value();
    }

    Value values(Map<String, Value> values) {
        Map<String, Value> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(wording.of(name), value(value)));
        return Value.of(shown);
    }

    private Value value(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text(text);
            case Value.Sequence(List<Value> items) -> Value.of(items.stream().map(this::value).toList());
            case Value.Dictionary(Map<String, Value> fields) -> values(fields);
            case Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Lapse _ -> value;
        };
    }

    private static Value point(Fact.Series.Point point) {
        return Value.of(List.of(Value.of(point.at().toMillis() / 1000.0), Value.of(point.value())));
    }

    private Value row(List<@Nullable String> cells) {
        List<Value> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell == null ? Value.Null.NULL : text(cell));
        }
        return Value.of(row);
    }

    private Value text(String text) {
        return Value.of(wording.of(text));
    }
}
