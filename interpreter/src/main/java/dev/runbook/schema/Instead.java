package dev.runbook.schema;

import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What somebody probably meant by a value of the wrong kind, written as it must be.
///
/// @param prefix how its line begins: `key: `, or `- ` for an item
/// @param noun what must stand there, in words
record Instead(String prefix, String noun) {
    private static final Pattern SPOKEN = Pattern.compile("(\\d{1,6}(?:[.,]\\d{1,3})?) *([A-Za-z]*)");
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|<>|!=|==|=|>|<) *(\\S+)");
    private static final Pattern SQL = Pattern.compile(
            "(?i)(select|insert|update|delete|alter|create|drop|truncate|vacuum|analyze|with|grant|revoke|set|call|do"
                    + "|reindex|refresh|copy|comment|merge|lock) .*",
            Pattern.DOTALL);
    /// The key that a value belongs under where a map is wanted.
    private static final Map<String, String> MAIN = Map.ofEntries(Map.entry("backup", "file"),
            Map.entry("restore", "file"), Map.entry("lock", "timeout"), Map.entry("blocking", "longer_than"),
            Map.entry("waiting", "longer_than"), Map.entry("leaves", "why"), Map.entry("requires", "postgres"),
            Map.entry("a map that describes a connection", "url"), Map.entry("a map that describes a host", "exec"),
            Map.entry("a map that describes a parameter", "default"));

    /// A sentence, or nothing where nobody can tell.
    String of(Node node) {
        return switch (node) {
            case Scalar scalar when scalar.text().indexOf('\n') < 0 -> text(scalar.text());
            case Mapping map when holdsStepKeys(map) ->
                "What stands in it belongs to the step itself: indent it as `" + key() + "`, and say behind `" + key()
                        + ":` what is done.";
            case Sequence list when noun.contains("comparisons") && isPlain(list) ->
                "Write " + prefix + "{in: [" + texts(list) + "]}.";
            default -> "";
        };
    }

    /// Whether somebody has indented the keys of a step too far.
    private boolean holdsStepKeys(Mapping map) {
        JsonNode step = Language.get().root().definition("step").path("properties");
        return step.has(key()) && !map.entries().isEmpty() && map.keys().stream().allMatch(step::has);
    }

    private static boolean isPlain(Sequence list) {
        return !list.items().isEmpty() && list.items().stream().allMatch(Scalar.class::isInstance);
    }

    private static String texts(Sequence list) {
        return list.items().stream().map(item -> ((Scalar) item).text()).collect(Collectors.joining(", "));
    }

    private String text(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (noun.equals("true or false") && word.matches("yes|no|on|off|y|n|true|false")) {
            return "Write " + prefix + word.matches("yes|on|y|true") + ", without quotes.";
        }
        if (noun.equals("a duration")) {
            return duration(text);
        }
        if (noun.startsWith("a name of letters")) {
            String name = text.replaceAll("[^A-Za-z0-9_]+", "_");
            return "Write " + prefix + (name.matches("\\d.*") ? "step_" : "") + name + ", for example.";
        }
        if (noun.contains("a whole number") && text.matches("\\d+")) {
            return "Write " + prefix + text + ", without quotes.";
        }
        Matcher compared = COMPARED.matcher(text);
        if (noun.contains("comparisons") && compared.matches()) {
            return "Write " + prefix + "{" + Synonyms.comparison(compared.group(1)) + ": " + compared.group(2) + "}.";
        }
        return steps(text);
    }

    private String steps(String text) {
        String main = MAIN.getOrDefault(noun, MAIN.getOrDefault(key(), ""));
        if (noun.startsWith("a map") && !main.isEmpty()) {
            return "Write " + prefix + "{" + main + ": " + quoted(text) + "}.";
        }
        if (noun.equals("a map") && key().equals("error")) {
            return "Write error: {message: {contains: " + quoted(text) + "}}.";
        }
        return switch (noun) {
            case "a step" ->
                "Say what it does, such as `- " + step(text, "confirm: " + text + "` or `- shell: …") + "`.";
            case "a list of steps" -> "Write steps below it, such as `- " + step(text, "shell: " + text) + "`.";
            default -> "";
        };
    }

    /// A list of which an item was written.
    static @Nullable String list(String prefix, String text) {
        return text.contains("${{") ? null : "Write " + prefix + "[" + text + "].";
    }

    /// The step that somebody meant who wrote nothing but this.
    private static String step(String text, String otherwise) {
        if (SQL.matcher(text).matches()) {
            return "sql: " + text;
        }
        if (text.matches("\\S+\\.sql")) {
            return "sql_file: " + text;
        }
        if (text.matches("\\S+\\.ya?ml")) {
            return "include: " + text;
        }
        if (text.matches(".*(==|!=|<=|>=| < | > ).*")) {
            return "assert: [" + quoted(text) + "]";
        }
        return text.matches("\\w+ = .*") ? text.replaceFirst(" = .*", ": …") : otherwise;
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./][^:#\\[\\]{},\"'`\\\\|>]*") ? text : '"' + text.replace("\"", "\\\"") + '"';
    }

    private String key() {
        return prefix.replace(": ", "");
    }

    private String duration(String text) {
        Matcher spoken = SPOKEN.matcher(text);
        if (!spoken.matches()) {
            return "";
        }
        String unit = unit(spoken.group(2).toLowerCase(Locale.ROOT));
        return unit.isEmpty()
                ? "Say the unit: ms, s, m, h or d, as in `" + prefix + text.replaceAll("\\D.*", "") + "s`."
                : "Write " + prefix + whole(new BigDecimal(spoken.group(1).replace(',', '.')), unit) + ".";
    }

    /// Durations have no fractions: they are written in a smaller unit.
    private static String whole(BigDecimal amount, String unit) {
        List<String> units = List.of("d", "h", "m", "s", "ms");
        List<Integer> parts = List.of(24, 60, 60, 1000);
        int at = units.indexOf(unit);
        BigDecimal left = amount;
        while (left.stripTrailingZeros().scale() > 0 && at < parts.size()) {
            left = left.multiply(BigDecimal.valueOf(parts.get(at)));
            at++;
        }
        return left.toBigInteger() + units.get(at);
    }

    private static String unit(String word) {
        return switch (word) {
            case "ms", "msec", "millis", "milliseconds" -> "ms";
            case "s", "sec", "secs", "second", "seconds" -> "s";
            case "m", "min", "mins", "minute", "minutes" -> "m";
            case "h", "hr", "hrs", "hour", "hours" -> "h";
            case "d", "day", "days" -> "d";
            default -> "";
        };
    }
}
