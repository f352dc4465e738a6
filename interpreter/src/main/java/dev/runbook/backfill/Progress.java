package dev.runbook.backfill;

import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a backfill has come.
///
/// @param key the key of the last row that was looked at, column by column as the server prints it; empty at the start
/// @param affected how many rows have been changed
/// @param batches in how many transactions
public record Progress(List<String> key, long affected, long batches) {
    public static final Progress NONE = new Progress(List.of(), 0, 0);

    public Progress {
        key = List.copyOf(key);
    }

    Progress with(List<String> last, long rows) {
        return new Progress(last, affected + rows, batches + 1);
    }

    /// As the journal keeps it.
    public Value value() {
        return Value.of(Map.of("last_key", Value.of(key.stream().map(Value::of).toList()), "affected",
                Value.of(affected), "batches", Value.of(batches)));
    }

    /// From what the journal kept.
    public static Progress of(Value value) {
        Map<String, Value> fields = value instanceof Value.Dictionary(Map<String, Value> known) ? known : Map.of();
        List<String> key = fields.get("last_key") instanceof Value.Sequence(List<Value> items)
                ? items.stream().map(Value::text).toList()
                : List.of();
        return new Progress(key, number(fields.get("affected")), number(fields.get("batches")));
    }

    private static long number(@Nullable Value value) {
        return value instanceof Value.Int(long number) ? number : 0;
    }
}
