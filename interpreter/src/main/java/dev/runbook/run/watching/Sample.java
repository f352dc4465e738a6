package dev.runbook.run.watching;

import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sampler saw at one moment: the names that its expressions use.
///
/// @param failure why it saw nothing, or null
public record Sample(Map<String, Value> fields, @Nullable String failure) {

    static Sample of(Map<String, Value> fields) {
        return new Sample(fields, null);
    }

    static Sample failed(String why) {
        return new Sample(Map.of(), why);
    }

    /// The number that is drawn: the value, or how many rows or lines there are.
    double number() {
        for (String field : List.of("value", "rows", "lines")) {
            Value value = fields.getOrDefault(field, Value.Null.NULL);
            switch (value) {
                case Value.Int(long number) -> {
                    return number;
                }
                case Value.Real(double number) -> {
                    return number;
                }
                case Value.Text(String text) when text.matches("-?\\d{1,15}(\\.\\d{1,9})?") -> {
                    return Double.parseDouble(text);
                }
                case Value.Bool(boolean is) -> {
                    return is ? 1 : 0;
                }
                case Value.Lapse(java.time.Duration lapse) -> {
                    return lapse.toMillis() / 1000.0;
                }
                case Value.Text _,Value.Null _,Value.Sequence _,Value.Dictionary _ -> {
                }
            }
        }
        return Double.NaN;
    }

    /// What is said of it in a line.
    String said() {
        Value value = fields.getOrDefault("value", Value.Null.NULL);
        if (!(value instanceof Value.Null)) {
            return value.text();
        }
        Value lines = fields.getOrDefault("lines", Value.Null.NULL);
        return lines instanceof Value.Null
                ? fields.getOrDefault("rows", Value.of(0)).text() + " rows"
                : lines.text() + " lines" + lastLine();
    }

    private String lastLine() {
        String out = fields.getOrDefault("stdout", Value.of("")).text();
        return out.isEmpty() ? "" : ": " + out.lines().reduce((_, last) -> last).orElse("");
    }
}
