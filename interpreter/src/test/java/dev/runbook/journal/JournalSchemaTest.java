package dev.runbook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.story.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The published schema of the journal names each event and holds for the document's examples. That it holds for real
/// journals is shown where there are such: by the golden runs and by the crash tests.
class JournalSchemaTest {

    @Test
    void everyEventIsInIt() {
        assertThat(JournalSchema.events()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Event.class.getPermittedSubclasses()).map(Class::getSimpleName)
                        .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
                        .filter(name -> !name.equals("progress")).toList());
    }

    @Test
    void everyExampleOfTheDocumentIsValid() throws IOException {
        Pattern.compile("^```json\n(.*)\n```$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/journal.md"))).results()
                .forEach(example -> JournalSchema.holdsLine(example.group(1)));
    }

    @Test
    void whatIsNoEventIsRefused() {
        String armed = "{\"v\":1,\"at\":\"2026-03-01T02:00:00Z\",\"event\":\"armed\",\"step\":{\"key\":\"a\","
                + "\"phase\":\"FORWARD\",\"name\":\"A\",\"kind\":\"sql\"}}";
        JournalSchema.holdsLine(armed);
        for (String wrong : new String[]{armed.replace("\"v\":1", "\"v\":2"), armed.replace("FORWARD", "SIDEWAYS"),
                armed.replace("\"key\"", "\"kee\""), armed.replace("2026-03-01T", "1 March "),
                armed.replace("armed", "effect")}) {
            assertThatThrownBy(() -> JournalSchema.holdsLine(wrong)).as(wrong).isInstanceOf(AssertionError.class);
        }
    }
}
