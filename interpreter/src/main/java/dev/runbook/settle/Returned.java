package dev.runbook.settle;

import dev.runbook.database.Answer;
import dev.runbook.database.wire.Column;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The results of a statement that is not carried out again, as a journal keeps them: a later process can't ask for them.
public final class Returned {
    public static final Value NOTHING = Value.of(List.of());

    private Returned() {}

    public static Value of(List<Answer.Rows> results) {
        return Value.of(results.stream().map(Returned::value).toList());
    }

    /// From what a journal kept.
    public static List<Answer.Rows> results(Value kept) {
        return list(kept).stream().map(Returned::rows).toList();
    }

    private static Value value(Answer.Rows rows) {
        return Value.of(Map.of("columns", Value.of(rows.columns().stream().map(Returned::value).toList()),
                "rows", Value.of(rows.rows().stream().map(Returned::cells).toList()),
                "count", Value.of(rows.count()), "tag", Value.of(rows.tag())));
    }

    private static Value value(Column column) {
        return Value.of(Map.of("name", Value.of(column.name()), "type", Value.of(column.typeOid()),
                "modifier", Value.of(column.typeModifier())));
    }

    private static Value cells(List<@Nullable String> row) {
        List<Value> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell == null ? Value.Null.NULL : Value.of(cell)));
        return Value.of(cells);
    }

    private static Answer.Rows rows(Value kept) {
        return new Answer.Rows(list(field(kept, "columns")).stream().map(Returned::column).toList(),
                list(field(kept, "rows")).stream().map(Returned::row).toList(), number(field(kept, "count")),
                field(kept, "tag").text());
    }

    private static Column column(Value kept) {
        return new Column(field(kept, "name").text(), (int) number(field(kept, "type")),
                (int) number(field(kept, "modifier")));
    }

    private static List<@Nullable String> row(Value kept) {
        List<@Nullable String> row = new ArrayList<>();
        list(kept).forEach(cell -> row.add(cell instanceof Value.Null ? null : cell.text()));
        return row;
    }

    private static List<Value> list(Value value) {
        return value instanceof Value.Sequence(List<Value> values) ? values : List.of();
    }

    private static Value field(Value value, String name) {
        return value instanceof Value.Dictionary(Map<String, Value> fields)
                ? fields.getOrDefault(name, Value.Null.NULL)
                : Value.Null.NULL;
    }

    private static long number(Value value) {
        return value instanceof Value.Int(long number) ? number : 0;
    }
}
