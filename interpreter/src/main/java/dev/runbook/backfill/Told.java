package dev.runbook.backfill;

import dev.runbook.database.locks.Person;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a backfill came to, in its outcome's fields and in a sentence.
record Told(Progress progress, long rate, KeyedTable table) {

    Observation observation() {
        return Observation.of(fields(), summary());
    }

    /// @param blockers who the last batch was seen to wait for
    Observation failed(Failure failure, List<Person> blockers) {
        List<Fact> evidence = new ArrayList<>(failure.facts());
        blockers.forEach(blocker -> evidence.add(new Fact.Text("the lock was held by", blocker.sentence())));
        evidence.add(new Fact.Text("batches committed before", sentence()));
        return new Observation(fields(), List.of(summary()),
                new Failure(failure.title(), failure.code(), failure.advice(), evidence));
    }

    private Map<String, Value> fields() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("affected", Value.of(progress.affected()));
        fields.put("batches", Value.of(progress.batches()));
        fields.put("last_key", lastKey());
        fields.put("rate", Value.of(rate));
        return fields;
    }

    /// The value of a key of one column, a list for several, null when no row was changed.
    private Value lastKey() {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < progress.key().size(); i++) {
            String text = progress.key().get(i);
            boolean number = table.columns().get(i).type().matches("smallint|integer|bigint");
            parts.add(number ? Value.of(Long.parseLong(text)) : Value.of(text));
        }
        return switch (parts.size()) {
            case 0 -> Value.Null.NULL;
            case 1 -> parts.getFirst();
            default -> Value.of(parts);
        };
    }

    private Fact summary() {
        return new Fact.Text("backfill", sentence() + String.format(Locale.ROOT, ", %,d rows a second", rate));
    }

    private String sentence() {
        String last = progress.key().isEmpty() ? "" : ", up to the key " + String.join(", ", progress.key());
        return String.format(Locale.ROOT, "%,d rows of %s in %,d batches%s", progress.affected(), table.name(),
                progress.batches(), last);
    }
}
