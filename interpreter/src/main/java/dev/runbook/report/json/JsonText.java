package dev.runbook.report.json;

import dev.runbook.report.text.Visible;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;

/// Writes a value as JSON that people can read as well: two spaces to a level, lists of plain values on one line, and
/// characters that nobody would see as their numbers.
public final class JsonText {
    /// Stands for half a character, which JSON cannot say.
    private static final char REPLACEMENT = 0xfffd;

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    public static String of(Value value) {
        JsonText json = new JsonText();
        json.write(value, "\n");
        return json.text.append('\n').toString();
    }

    private void write(Value value, String line) {
        switch (value) {
            case Value.Null _ -> text.append("null");
            case Value.Bool(boolean flag) -> text.append(flag);
            case Value.Int(long number) -> text.append(number);
            case Value.Real(double number) when Double.isFinite(number) -> text.append(number);
            case Value.Real(double number) -> quote(Double.toString(number));
            case Value.Text(String plain) -> quote(plain);
            case Value.Lapse(var duration) -> quote(duration.toString());
            case Value.Sequence(List<Value> items) -> list(items, line);
            case Value.Dictionary(Map<String, Value> fields) -> object(fields, line);
        }
    }

    private void list(List<Value> items, String line) {
        boolean plain = items.stream().noneMatch(JsonText::compound);
        String inner = plain ? "" : line + "  ";
        String separator = "";
        text.append('[');
        for (Value item : items) {
            text.append(separator).append(inner);
            write(item, inner);
            separator = plain ? ", " : ",";
        }
        text.append(plain ? "" : line).append(']');
    }

    private void object(Map<String, Value> fields, String line) {
        String separator = "";
        text.append('{');
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            text.append(separator).append(line).append("  ");
            quote(field.getKey());
            text.append(": ");
            write(field.getValue(), line + "  ");
            separator = ",";
        }
        text.append(fields.isEmpty() ? "" : line).append('}');
    }

    private static boolean compound(Value value) {
        return value instanceof Value.Sequence || value instanceof Value.Dictionary;
    }

    private void quote(String plain) {
        text.append('"');
        plain.codePoints().forEach(this::quote);
        text.append('"');
    }

    private void quote(int c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            default -> {
                if (Character.getType(c) == Character.SURROGATE) {
                    text.append(REPLACEMENT);
                } else if (Visible.hidden(c) && c <= 0xffff) {
                    text.append("\\u%04x".formatted(c));
                } else {
                    text.appendCodePoint(c);
                }
            }
        }
    }
}
