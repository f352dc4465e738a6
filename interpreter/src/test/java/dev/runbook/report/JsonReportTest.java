package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.runbook.story.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The report in JSON, held against the schema that is published for it.
final class JsonReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCHEMA = Path.of("../schema/report.schema.json");

    @Test
    void everyStoryFitsThePublishedSchemaAndHasNoFieldThatItDoesNotName() throws IOException {
        Schema schema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(closed(JSON.readTree(Files.readString(SCHEMA))));
        for (RunRecord run : List.of(Stories.succeeded(), Stories.rehearsed(), Stories.rolledBack(),
                Stories.partlyUndone(), Stories.recovered(), Stories.interrupted(), Stories.failed(),
                Stories.stopped())) {
            for (boolean stable : List.of(true, false)) {
                String report = Reports.render(run, Format.JSON, new ReportOptions(stable, null, null));
                assertThat(schema.validate(JSON.readTree(report))).isEmpty();
            }
        }
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        Schema schema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(JSON.readTree(Files.readString(SCHEMA)));
        assertThat(schema.validate(JSON.readTree("{\"report\":2,\"verdict\":\"GREAT\"}"))).hasSizeGreaterThan(2);
    }

    /// The schema as it is for us: what it does not name is a mistake.
    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")
                && !object.has("oneOf")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(JsonReportTest::closed);
        return schema;
    }
}
