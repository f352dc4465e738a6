package dev.runbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.schema.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A key that the schema allows is read by somebody: none is read over in silence.
class LanguageIsReadTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/runbook");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+)\"");
    private static final JsonNode SCHEMA = new JsonMapper().readTree(Language.text());

    @Test
    void everyKeyIsRead() throws IOException {
        Set<String> known = literals();
        Set<String> keys = new TreeSet<>();
        keys(SCHEMA, keys);
        assertThat(keys).hasSizeGreaterThan(80);
        assertThat(keys).isSubsetOf(known);
    }

    private static Set<String> literals() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String room : new String[]{"load", "action", "check", "reading", "lockwait"}) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(f -> !f.endsWith("Kinds.java"))
                        .toList()) {
                    found.addAll(LITERAL.matcher(Files.readString(file)).results().map((MatchResult m) -> m.group(1))
                            .collect(Collectors.toSet()));
                }
            }
        }
        return found;
    }

    private static void keys(JsonNode node, Set<String> keys) {
        if (node.isObject()) {
            keys.addAll(node.path("properties").propertyNames());
            node.propertyStream().filter(entry -> !Set.of("examples", "default").contains(entry.getKey()))
                    .forEach(entry -> keys(entry.getValue(), keys));
        } else if (node.isArray()) {
            node.forEach(inner -> keys(inner, keys));
        }
    }
}
