package dev.runbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The schema that is published for journals, held against journals. It is closed here: what it does not name is a
/// mistake. An event's own definition is what its line is held against, so that a problem is told as such.
public final class JournalSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode TEXT = read();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private static final JsonNode CLOSED = closed(TEXT.deepCopy());
    private static final Schema WHOLE = REGISTRY.getSchema(CLOSED);

    private JournalSchema() {}

    /// The events that it names.
    static Set<String> events() {
        Set<String> events = new HashSet<>();
        TEXT.at("/properties/event/enum").forEach(name -> events.add(name.asString()));
        return events;
    }

    /// Fails with the first line of a journal that the schema does not allow.
    public static void holds(Path journal) {
        try {
            String text = Files.readString(journal);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(JournalSchema::holdsLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All journals below a folder, which holds some.
    public static void holdsAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.endsWith("journal.jsonl")).toList()).isNotEmpty()
                    .allSatisfy(JournalSchema::holds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void holdsLine(String line) {
        JsonNode event = JSON.readTree(line);
        ObjectNode own = (ObjectNode) CLOSED.path("$defs").path(event.path("event").asString("")).deepCopy();
        own.set("$defs", CLOSED.path("$defs"));
        assertThat(REGISTRY.getSchema(own).validate(event)).as(line).isEmpty();
        assertThat(WHOLE.validate(event)).as(line).isEmpty();
    }

    private static JsonNode read() {
        try {
            return JSON.readTree(Files.readString(Path.of("../schema/journal.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")
                && !object.has("oneOf") && object.path("type").asString("").equals("object")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(JournalSchema::closed);
        return schema;
    }
}
