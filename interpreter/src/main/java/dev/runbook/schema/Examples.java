package dev.runbook.schema;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The schema's examples, written as one would write them in a runbook, on one line.
final class Examples {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][^:#\\[\\]{},\"'`\\\\\\n|>]*");
    private static final int WIDEST = 100;

    private Examples() {}

    /// `For example: key: value.` with a space before it, or nothing where no example fits on a line.
    static String sentence(String key, @Nullable JsonNode example) {
        String text = example == null ? "" : write(example);
        return text.isEmpty() || text.length() > WIDEST ? "" : " For example: " + key + text;
    }

    static String write(JsonNode node) {
        if (node.isObject()) {
            return node.propertyStream().map(entry -> entry.getKey() + ": " + write(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return node.valueStream().map(Examples::write).collect(Collectors.joining(", ", "[", "]"));
        }
        return node.isString() ? text(node.stringValue()) : node.asString();
    }

    private static String text(String text) {
        if (PLAIN.matcher(text).matches() && !text.matches("[-+0-9.]+|true|false|null")) {
            return text.strip().equals(text) ? text : '"' + text + '"';
        }
        return text.indexOf('"') < 0 && text.indexOf('\\') < 0 && text.indexOf('\n') < 0
                ? '"' + text + '"'
                : "'" + text.replace("'", "''") + "'";
    }
}
