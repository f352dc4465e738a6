package dev.runbook.journal;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.evidence.Waiting;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts, verdicts and failures as JSON, and back.
final class EvidenceJson {
    private EvidenceJson() {}

    static Value write(Fact fact) {
        Doc doc = Doc.empty().with("label", fact.label());
        return switch (fact) {
            case Fact.Text(_, String text) -> doc.with("text", Value.of(text)).value();
            case Fact.Code(_, String language, String text) ->
                doc.with("language", Value.of(language)).with("code", Value.of(text)).value();
            case Fact.Grid grid -> doc.with("columns", Value.of(grid.columns().stream().map(Value::of).toList()))
                    .with("rows", Value.of(grid.rows().stream().map(EvidenceJson::row).toList()))
                    .with("omitted", Value.of(grid.omitted())).value();
            case Fact.Series series -> doc.with("points", Value.of(series.points().stream().map(EvidenceJson::point)
                    .toList())).with("taken", Value.of(series.taken())).value();
            case Fact.Difference difference -> doc.with("expected", Value.of(difference.expected()))
                    .with("actual", Value.of(difference.actual()))
                    .with("difference", Value.of(difference.difference())).value();
        };
    }

    static Fact fact(Value value) {
        Doc doc = Doc.of(value);
        String label = doc.text("label");
        if (doc.find("code") != null) {
            return new Fact.Code(label, doc.text("language"), doc.text("code"));
        }
        if (doc.find("rows") != null) {
            return new Fact.Grid(label, doc.list("columns", Value::text), doc.list("rows", EvidenceJson::cells),
                    doc.number("omitted"));
        }
        if (doc.find("taken") != null) {
            return new Fact.Series(label, doc.list("points", EvidenceJson::point), doc.number("taken"));
        }
        return doc.find("difference") == null
                ? new Fact.Text(label, doc.text("text"))
                : new Fact.Difference(label, doc.text("expected"), doc.text("actual"), doc.text("difference"));
    }

    static Value write(Verdict verdict) {
        return Doc.empty().with("grade", verdict.grade().name()).with("subject", verdict.subject())
                .with("expected", verdict.expected()).with("actual", verdict.actual())
                .with("facts", verdict.facts(), EvidenceJson::write).value();
    }

    static Verdict verdict(Value value) {
        Doc doc = Doc.of(value);
        return new Verdict(doc.word("grade", Verdict.Grade.class), doc.text("subject"), doc.text("expected"),
                doc.text("actual"), doc.list("facts", EvidenceJson::fact));
    }

    static @Nullable Value write(@Nullable Failure failure) {
        return failure == null
                ? null
                : Doc.empty().with("title", failure.title()).with("code", failure.code())
                        .with("advice", failure.advice()).with("facts", failure.facts(), EvidenceJson::write).value();
    }

    static @Nullable Failure failure(@Nullable Value value) {
        return value == null ? null : known(value);
    }

    static Failure known(Value value) {
        Doc doc = Doc.of(value);
        return new Failure(doc.text("title"), doc.text("code"), doc.text("advice"),
                doc.list("facts", EvidenceJson::fact));
    }

    static @Nullable Value write(@Nullable Waiting waiting) {
        return waiting == null
                ? null
                : Doc.empty().with("own", waiting.own()).with("others", waiting.others()).value();
    }

    static @Nullable Waiting waiting(@Nullable Value value) {
        return value == null
                ? null
                : new Waiting(Doc.of(value).durationOrNull("own"), Doc.of(value).durationOrNull("others"));
    }

    /// Milliseconds, then the number.
    private static Value point(Fact.Series.Point point) {
        return Value.of(List.of(Value.of(point.at().toMillis()), Value.of(point.value())));
    }

    private static Fact.Series.Point point(Value value) {
        return value instanceof Value.Sequence(List<Value> pair) && pair.size() == 2
                ? new Fact.Series.Point(Duration.ofMillis(Long.parseLong(pair.get(0).text())),
                        Double.parseDouble(pair.get(1).text()))
                : new Fact.Series.Point(Duration.ZERO, 0);
    }

    private static Value row(List<@Nullable String> cells) {
        List<Value> values = new ArrayList<>();
        for (String cell : cells) {
            values.add(cell == null ? Value.Null.NULL : Value.of(cell));
        }
        return Value.of(values);
    }

    private static List<@Nullable String> cells(Value row) {
        List<@Nullable String> cells = new ArrayList<>();
        if (row instanceof Value.Sequence(List<Value> values)) {
            values.forEach(cell -> cells.add(cell instanceof Value.Null ? null : cell.text()));
        }
        return cells;
    }
}
