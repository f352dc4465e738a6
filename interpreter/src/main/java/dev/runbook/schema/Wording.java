package dev.runbook.schema;

import dev.runbook.problem.Problem;
import dev.runbook.source.Span;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Says a finding in the words of the language: what is wrong, and how to write it.
final class Wording {
    private final Language language;
    private final Document document;
    private final WrongValue values;
    private final WrongKey keys;

    Wording(Language language, Document document) {
        this.language = language;
        this.document = document;
        this.values = new WrongValue(document);
        this.keys = new WrongKey(language, document);
    }

    /// The problem that a finding is, or none when reading the YAML has found it already.
    List<Problem> problem(Finding finding) {
        SchemaPlace place = language.root().follow(finding.holder());
        return switch (finding.keyword()) {
            case "additionalProperties" -> List.of(keys.unknown(finding, place));
            case "propertyNames" -> List.of(keys.name(finding, place.follow(finding.path())));
            case "required" -> List.of(keys.missing(finding, place));
            case "dependentRequired" -> List.of(keys.companion(finding, place));
            case Unions.CHOICE -> List.of(keys.choice(finding));
            case "type", "pattern", "enum", Unions.NONE -> values.wrong(finding, place);
            default -> List.of(measure(finding, place));
        };
    }

    /// What is of the right type, and too little or too much of it.
    private Problem measure(Finding finding, SchemaPlace place) {
        String name = Document.name(finding.at());
        String limit = place.here().path(finding.keyword()).asString();
        String title = switch (finding.keyword()) {
            case "minItems" -> limit.equals("1") ? name + " is an empty list" : name + " must have " + limit + " items";
            case "maxItems" -> name + " must have " + limit + " items";
            case "minProperties" -> name + " is an empty map";
            case "minLength" -> name + " is an empty text";
            case "minimum" -> name + " must be at least " + limit;
            case "maximum" -> name + " must be at most " + limit;
            default -> name + " is not what the schema asks for (" + finding.keyword() + ")";
        };
        Span span = document.node(finding.at()).span();
        return Problem.error(span, title, advice(finding, place));
    }

    private String advice(Finding finding, SchemaPlace place) {
        String example = Examples.sentence(prefix(finding.at()), place.example());
        return finding.is("minProperties", "minLength") || document.isEmpty(finding.at())
                ? "Fill it, or delete it." + example
                : example.strip();
    }

    /// How a line with a value at a place begins.
    static String prefix(List<Object> at) {
        return at.isEmpty() ? "" : at.getLast() instanceof String key ? key + ": " : "- ";
    }

    /// What a key is for, and an example of it.
    static String purpose(String key, SchemaPlace place) {
        JsonNode schema = place.property(key);
        if (schema == null) {
            return "";
        }
        String description = Objects.toString(schema.path("description").asString(), "");
        return description + Examples.sentence(key + ": ", schema.path("examples").path(0));
    }
}
