package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.runbook.problem.Problems;
import dev.runbook.schema.Unions.Choice;
import dev.runbook.source.Source;
import dev.runbook.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The schema is what people read in their editors: every key is explained, with examples that are right.
class SchemaTextTest {
    private static final ObjectNode SCHEMA = read();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// A schema inside the schema, and the JSON pointer that leads to it.
    private record Part(String pointer, JsonNode schema) {
        String inDefinitions() {
            return pointer.startsWith("/$defs/") ? pointer.substring(6) : "/top" + pointer;
        }
    }

    @Test
    void everyKeyHasATitleADescriptionAndAnExample() {
        assertThat(keys()).hasSizeGreaterThan(150).allSatisfy(key -> {
            JsonNode schema = resolved(key.schema());
            assertThat(schema.path("title").asString("")).isNotBlank();
            assertThat(schema.path("description").asString("")).isNotBlank().endsWith(".");
            assertThat(schema.path("examples").size()).isPositive();
        });
    }

    /// All of them in one go: a list whose items have a schema each.
    @Test
    void everyExampleAndDefaultIsValid() {
        ObjectNode schema = JSON.objectNode();
        schema.set("$defs", definitions());
        ArrayNode items = schema.putArray("prefixItems");
        ArrayNode examples = JSON.arrayNode();
        for (Part part : parts().filter(part -> part.schema().path("description").isString()).toList()) {
            Stream.concat(part.schema().path("examples").valueStream(), part.schema().optional("default").stream())
                    .forEach(example -> {
                        items.addObject().put("$ref", "#/$defs" + part.inDefinitions());
                        examples.add(example);
                    });
        }
        assertThat(examples.size()).isGreaterThan(300);
        List<Error> errors = SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(schema).validate(examples);
        assertThat(errors).isEmpty();
    }

    @Test
    void everyMapOfKnownKeysIsClosed() {
        assertThat(parts().filter(part -> part.schema().path("properties").isObject() && part.schema().has("type")))
                .isNotEmpty().allSatisfy(part -> assertThat(part.schema().path("additionalProperties").isBoolean())
                        .isTrue());
    }

    @Test
    void everyDefinitionHasANounForATitle() {
        SCHEMA.path("$defs").propertyStream().forEach(definition -> assertThat(
                definition.getValue().path("title").asString("")).as(definition.getKey()).matches("[a-z].*"));
    }

    @Test
    void everyDefinitionIsUsed() {
        String text = Language.text();
        assertThat(SCHEMA.path("$defs").propertyNames()).allSatisfy(
                name -> assertThat(text).contains("\"$ref\": \"#/$defs/" + name));
    }

    @Test
    void noKeyOfAStepIsAKeyOfItsKindsAlone() {
        JsonNode step = SCHEMA.path("$defs").path("step");
        assertThat(step.path("allOf").size()).isEqualTo(step.path("oneOf").size());
        assertThat(step.path("properties").propertyNames()).containsAll(Choice.kinds(Language.get()));
    }

    /// The definitions, and the top of the schema as one of them.
    private static ObjectNode definitions() {
        ObjectNode definitions = (ObjectNode) SCHEMA.path("$defs").deepCopy();
        ObjectNode top = SCHEMA.deepCopy();
        top.remove(List.of("$schema", "$defs"));
        definitions.set("top", top);
        return definitions;
    }

    private static Stream<Part> keys() {
        return parts().flatMap(part -> part.schema().path("properties").propertyStream()
                .map(entry -> new Part(part.pointer() + "/properties/" + entry.getKey(), entry.getValue())))
                .filter(part -> !part.pointer().contains("/then/"));
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("description") ? schema : SCHEMA.at(schema.path("$ref").stringValue().substring(1));
    }

    /// All schemas, but not what stands in examples.
    private static Stream<Part> parts() {
        List<Part> parts = new ArrayList<>();
        collect("", SCHEMA, parts);
        return parts.stream();
    }

    private static void collect(String pointer, JsonNode node, List<Part> parts) {
        if (node.isObject()) {
            parts.add(new Part(pointer, node));
            node.propertyStream()
                    .filter(entry -> !(node.has("title") && List.of("examples", "default").contains(entry.getKey())))
                    .forEach(entry -> collect(pointer + "/" + entry.getKey(), entry.getValue(), parts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(pointer + "/" + i, node.get(i), parts);
            }
        }
    }

    private static ObjectNode read() {
        Problems problems = new Problems();
        return (ObjectNode) Language.tree(Objects.requireNonNull(
                YamlReader.read(new Source("schema", Language.text()), problems)));
    }
}
