package dev.runbook.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A place in the schema and the schemas passed on the way to it: what is known about a key and its value.
record SchemaPlace(JsonNode root, List<Object> path, List<JsonNode> way) {

    static SchemaPlace top(JsonNode root) {
        return new SchemaPlace(root, List.of(), List.of(root));
    }

    /// The place that a way through the schema, from its root, leads to.
    SchemaPlace follow(List<Object> steps) {
        List<JsonNode> passed = new ArrayList<>(List.of(root));
        for (Object element : steps) {
            passed.add(next(passed.getLast(), element));
        }
        return new SchemaPlace(root, List.copyOf(steps), List.copyOf(passed));
    }

    /// One of the things that a value may be here, its definition looked up.
    SchemaPlace branch(int index) {
        List<Object> steps = new ArrayList<>(path);
        steps.add("anyOf");
        steps.add(index);
        SchemaPlace branch = follow(steps);
        steps.add("$ref");
        return branch.here().has("$ref") ? follow(steps) : branch;
    }

    private JsonNode next(JsonNode from, Object element) {
        if (element.equals("$ref")) {
            return root.at(from.path("$ref").stringValue().substring(1));
        }
        return from.isArray() ? from.path(Integer.parseInt(element.toString())) : from.path(element.toString());
    }

    JsonNode here() {
        return way.getLast();
    }

    boolean isDefinition(String name) {
        return definitionName().equals(name);
    }

    /// The name of the definition that the way ends at, or the empty text.
    String definitionName() {
        return !path.isEmpty() && path.getLast().equals("$ref")
                ? way.get(way.size() - 2).path("$ref").stringValue().replaceFirst(".*/", "")
                : "";
    }

    JsonNode definition(String name) {
        return root.path("$defs").path(name);
    }

    /// The keys that a map may have here.
    List<String> keys() {
        return List.copyOf(here().path("properties").propertyNames());
    }

    boolean isRoot() {
        return path.isEmpty();
    }

    /// What a value here is, in the words of a definition: `a duration`. Keys have titles with capitals.
    @Nullable
    String noun() {
        for (JsonNode schema : way.reversed()) {
            String title = schema.path("title").isString() ? schema.path("title").stringValue() : "";
            if (!title.isEmpty()) {
                return Character.isLowerCase(title.charAt(0)) ? title : null;
            }
        }
        return null;
    }

    /// The words that are valid here, if it is words.
    List<String> words() {
        List<String> words = new ArrayList<>();
        here().path("enum").forEach(word -> words.add(word.asString()));
        here().path("anyOf").forEach(branch -> branch.path("enum").forEach(word -> words.add(word.asString())));
        return List.copyOf(words);
    }

    /// An example of what may stand here, from the key's own schema rather than from a definition.
    @Nullable
    JsonNode example() {
        for (JsonNode schema : way.subList(subject(), way.size())) {
            if (schema.path("examples").isArray()) {
                return schema.path("examples").path(0);
            }
        }
        return null;
    }

    /// What a key that may stand here is for.
    @Nullable
    JsonNode property(String key) {
        JsonNode schema = here().path("properties").path(key);
        while (schema.has("$ref") && !schema.has("description")) {
            schema = next(schema, "$ref");
        }
        return schema.isMissingNode() ? null : schema;
    }

    /// Where on the way the schema of the innermost key or item begins.
    private int subject() {
        int found = 0;
        for (int i = 0; i < path.size(); i++) {
            boolean key = i > 0 && path.get(i - 1).equals("properties");
            boolean nameOrItem = path.get(i).equals("additionalProperties") || path.get(i).equals("items");
            found = key || nameOrItem ? i + 1 : found;
        }
        return found;
    }
}
