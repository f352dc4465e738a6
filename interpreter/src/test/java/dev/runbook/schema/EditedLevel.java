package dev.runbook.schema;

import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A map of a document as somebody is writing it: its first key stands there, and in the next line the next is begun.
///
/// @param text a runbook that leads to the map, and ends in the line that is begun
/// @param indent of that line
/// @param others the keys that may follow
record EditedLevel(String text, int indent, Set<String> others) {

    private static final Set<String> CHECKS = Set.of("expect", "warn");
    private static final Set<String> KINDS = Set.of("sql", "sql_file", "shell", "http", "confirm", "prompt", "choose",
            "assert", "backup", "restore", "backfill", "pause", "wait_for_replicas", "steps", "use", "include");

    /// All maps of a document for which the schema names keys.
    static List<EditedLevel> of(Mapping document, SchemaWalk schema) {
        List<EditedLevel> levels = new ArrayList<>();
        collect(document, List.of(schema.root()), "", 0, schema, levels);
        return levels;
    }

    /// @param before the lines that lead to the map; the last may be `- `, behind which its first key stands
    private static void collect(Mapping map, List<JsonNode> schemas, String before, int indent, SchemaWalk schema,
            List<EditedLevel> levels) {
        Set<String> keys = schema.keys(schemas);
        Entry first = first(map);
        String begun = line(before, indent, key(first) + ": " + flow(first.value()));
        if (!keys.isEmpty()) {
            Set<String> others = first.name().equals("ask") ? new TreeSet<>(Set.of("then")) : new TreeSet<>(keys);
            others.remove(first.name());
            levels.add(new EditedLevel(begun + " ".repeat(indent), indent, others));
        }
        for (Entry entry : map.entries()) {
            List<JsonNode> below = CHECKS.contains(entry.name()) && KINDS.contains(first.name())
                    ? schema.checks(first.name())
                    : schema.below(schemas, entry.name());
            boolean alone = entry.equals(first);
            String lead = line(alone ? before : begun, indent, key(entry) + ":");
            switch (entry.value()) {
                case Mapping inner when !inner.entries().isEmpty() ->
                    collect(inner, below, lead, indent + 2, schema, levels);
                case Sequence sequence -> sequence.items().stream().filter(Mapping.class::isInstance).limit(1)
                        .forEach(item -> collect((Mapping) item, schema.items(below), lead + " ".repeat(indent + 2)
                                + "- ", indent + 4, schema, levels));
                case Mapping _,Scalar _ -> {
                }
            }
        }
    }

    private static String line(String before, int indent, String line) {
        return before + (before.endsWith("- ") ? "" : " ".repeat(indent)) + line + "\n";
    }

    /// What decides of which kind the map is comes first.
    private static Entry first(Mapping map) {
        return map.entries().stream().filter(entry -> KINDS.contains(entry.name()) && !map.has("runbook"))
                .findFirst().orElse(map.entries().getFirst());
    }

    /// A plain null is no text to the server.
    private static String key(Entry entry) {
        return entry.name().equals("null") ? "\"null\"" : entry.name();
    }

    private static String flow(Node node) {
        return switch (node) {
            case Scalar scalar -> scalar.isPlain()
                    ? scalar.text()
                    : "'" + scalar.text().replace("'", "''").replace("\n", " ") + "'";
            case Sequence sequence -> sequence.items().stream().map(EditedLevel::flow)
                    .collect(Collectors.joining(", ", "[", "]"));
            case Mapping mapping -> mapping.entries().stream().map(e -> flow(e.key()) + ": " + flow(e.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
