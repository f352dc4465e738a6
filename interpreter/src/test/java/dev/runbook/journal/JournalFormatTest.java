package dev.runbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/journal.md` describes the journal that is written: all its events, by examples that are read and written back.
class JournalFormatTest {
    private static final Path DOCUMENT = Path.of("../docs/journal.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```json\n(.*)\n```$", Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^### `(\\w+)`$", Pattern.MULTILINE);

    @Test
    void everyEventIsDescribed() throws IOException {
        Set<String> names = Arrays.stream(Event.class.getPermittedSubclasses()).map(Class::getSimpleName)
                .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        names.remove("progress");
        assertThat(found(HEADING)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(examples().stream().map(example -> Doc.of(example).text("event"))).containsExactlyElementsOf(
                found(HEADING));
    }

    /// A field that is misspelt in an example would be missing from what is written back.
    @Test
    void everyExampleIsReadAndWrittenBackAsItWas() throws IOException {
        for (Value example : examples()) {
            Map<String, Value> fields = example instanceof Value.Dictionary(Map<String, Value> all)
                    ? new HashMap<>(all)
                    : Map.of();
            assertThat(Objects.requireNonNull(fields.remove("v"))).isEqualTo(Value.of(JournalWriter.VERSION));
            assertThat(ValueJson.write(EventJson.write(EventJson.event(example))))
                    .isEqualTo(ValueJson.write(example).replaceFirst("\"v\":1,", ""));
        }
    }

    @Test
    void everyWordIsDescribed() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(Stream.of(Ending.values(), Status.values(), StepRef.Phase.values()).flatMap(Arrays::stream)
                .map(Enum::name)).allSatisfy(word -> assertThat(document).contains("`" + word + "`"));
    }

    private static List<Value> examples() throws IOException {
        List<Value> examples = new ArrayList<>();
        for (String line : found(EXAMPLE)) {
            try {
                examples.add(ValueJson.read(line));
            } catch (ParseException e) {
                throw new AssertionError(line, e);
            }
        }
        return examples;
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCUMENT)).results().map((MatchResult found) -> found.group(1))
                .toList();
    }
}
