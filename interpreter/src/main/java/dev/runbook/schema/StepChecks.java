package dev.runbook.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Which checks `expect` and `warn` know for each kind of step.
public final class StepChecks {
    private StepChecks() {}

    /// The keys of the checks of one kind. What `use` shows is known only when it is known what it uses: without that,
    /// what every step shows.
    public static List<String> of(String kind) {
        SchemaPlace root = Language.get().root();
        String asWhat = kind.equals("use") ? "steps" : kind;
        return root.definition("step").path("allOf").valueStream()
                .filter(rule -> rule.path("if").path("required").path(0).asString().equals(asWhat))
                .flatMap(rule -> expectation(root, rule).path("properties").propertyNames().stream()).toList();
    }

    private static JsonNode expectation(SchemaPlace root, JsonNode rule) {
        String ref = rule.path("then").path("properties").path("expect").path("$ref").stringValue();
        return root.root().at(ref.substring(1));
    }
}
