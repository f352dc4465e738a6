package dev.runbook.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.runbook.problem.Problems;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import dev.runbook.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The language as its JSON Schema says it: read on first use only, since `--help` must not wait for it.
public final class Language {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String RESOURCE = "/schema/runbook.schema.json";

    private final JsonNode tree;
    private final Schema validator;

    private Language() {
        this.tree = tree(parse(text()));
        this.validator = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(
                SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build())).getSchema(tree);
    }

    /// Makes the one instance when somebody first asks for it.
    private static final class Holder {
        static final Language INSTANCE = new Language();
    }

    static Language get() {
        return Holder.INSTANCE;
    }

    /// The schema as it is written: what `runbook schema` prints.
    public static String text() {
        try (InputStream in = Objects.requireNonNull(Language.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the validator has against a tree, in its own words.
    List<Finding> findings(Node node) {
        List<Error> errors = validator.validate(tree(node));
        return errors.stream().map(Finding::of).toList();
    }

    SchemaPlace root() {
        return SchemaPlace.top(tree);
    }

    /// JSON is YAML, and a parser for it is at hand.
    private static Node parse(String json) {
        Problems problems = new Problems();
        Node node = YamlReader.read(RESOURCE, json.getBytes(StandardCharsets.UTF_8), problems);
        problems.refuseErrors();
        return Objects.requireNonNull(node);
    }

    /// A node as the validator wants it. No mapper of Jackson's is ever made: that alone would cost 160 ms.
    static JsonNode tree(Node node) {
        return switch (node) {
            case Mapping mapping -> object(mapping);
            case Sequence sequence -> array(sequence);
            case Scalar scalar -> leaf(scalar.value());
        };
    }

    private static ObjectNode object(Mapping mapping) {
        ObjectNode object = JSON.objectNode();
        mapping.entries().forEach(entry -> object.set(entry.name(), tree(entry.value())));
        return object;
    }

    private static ArrayNode array(Sequence sequence) {
        ArrayNode array = JSON.arrayNode(sequence.items().size());
        sequence.items().forEach(item -> array.add(tree(item)));
        return array;
    }

    private static JsonNode leaf(Value value) {
        return switch (value) {
            case Value.Null _ -> JSON.nullNode();
            case Value.Bool bool -> JSON.booleanNode(bool.value());
            case Value.Int whole -> JSON.numberNode(whole.value());
            case Value.Real real -> JSON.numberNode(real.value());
            case Value.Text text -> JSON.stringNode(text.value());
            case Value.Lapse _,Value.Sequence _,Value.Dictionary _ -> JSON.stringNode(value.text());
        };
    }
}
