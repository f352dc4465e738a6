package dev.runbook.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Goes through the schema along the keys of a document: all that the schema may mean by a place, whichever of its
/// alternatives holds there.
record SchemaWalk(JsonNode root) {
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");

    /// What the schema says of a key itself, where it names it.
    List<JsonNode> named(List<JsonNode> schemas, String key) {
        return expanded(schemas).stream().map(schema -> schema.path("properties").path(key))
                .filter(JsonNode::isObject).toList();
    }

    /// What may stand below `expect` and `warn` of a kind of step.
    List<JsonNode> checks(String kind) {
        return root.path("$defs").path("step").path("allOf").valueStream()
                .filter(rule -> rule.path("if").path("required").path(0).asString().equals(kind))
                .map(rule -> rule.path("then").path("properties").path("expect")).toList();
    }

    /// What may stand below a key.
    List<JsonNode> below(List<JsonNode> schemas, String key) {
        List<JsonNode> named = named(schemas, key);
        return named.isEmpty()
                ? expanded(schemas).stream().map(schema -> schema.path("additionalProperties"))
                        .filter(JsonNode::isObject).toList()
                : named;
    }

    List<JsonNode> items(List<JsonNode> schemas) {
        return expanded(schemas).stream().map(schema -> schema.path("items")).filter(JsonNode::isObject).toList();
    }

    /// All keys that the schema names at a place.
    Set<String> keys(List<JsonNode> schemas) {
        Set<String> keys = new TreeSet<>();
        expanded(schemas).forEach(schema -> keys.addAll(schema.path("properties").propertyNames()));
        return keys;
    }

    String description(JsonNode schema) {
        return said(schema, "description");
    }

    String title(JsonNode schema) {
        return said(schema, "title");
    }

    /// Its own word, or that of what it refers to.
    private String said(JsonNode schema, String word) {
        String own = schema.path(word).asString("");
        return own.isEmpty() && schema.has("$ref") ? said(referred(schema), word) : own;
    }

    private JsonNode referred(JsonNode schema) {
        return root.at(schema.path("$ref").asString().substring(1));
    }

    private List<JsonNode> expanded(List<JsonNode> schemas) {
        List<JsonNode> all = new ArrayList<>();
        schemas.forEach(schema -> expand(schema, all));
        return all;
    }

    private void expand(JsonNode schema, List<JsonNode> all) {
        all.add(schema);
        if (schema.has("$ref")) {
            expand(referred(schema), all);
        }
        ALTERNATIVES.forEach(word -> schema.path(word).valueStream().forEach(branch -> expand(branch, all)));
        if (schema.has("then")) {
            expand(schema.path("then"), all);
        }
    }
}
