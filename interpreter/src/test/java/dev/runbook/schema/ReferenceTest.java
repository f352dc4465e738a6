package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Source;
import dev.runbook.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The tables of keys in `docs/language.md` are made of the schema; `-Dcases.rewrite=true` makes them anew.
class ReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/language.md");
    private static final Pattern TABLE = Pattern.compile("(<!-- keys: ([^>]+) -->\n).*?(<!-- end of keys -->)",
            Pattern.DOTALL);
    private static final Set<String> KINDS = Set.of("sql", "sql_file", "shell", "http", "confirm", "prompt", "choose",
            "assert", "backup", "restore", "backfill", "pause", "wait_for_replicas", "steps", "use", "include");
    private static final JsonNode SCHEMA = Language.tree(Objects.requireNonNull(
            YamlReader.read(new Source("schema", Language.text()), new Problems())));

    /// The tables of the reference, and where their keys stand in the schema.
    private static final Map<String, String> TABLES = tables();

    @Test
    void theReferenceSaysWhatTheSchemaSays() throws IOException {
        String reference = Files.readString(REFERENCE);
        String made = TABLE.matcher(reference)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + table(found.group(2)) + found.group(3)));
        if (Boolean.getBoolean("cases.rewrite")) {
            Files.writeString(REFERENCE, made);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(made);
    }

    @Test
    void everyMapOfTheLanguageHasItsTable() throws IOException {
        Set<String> shown = new TreeSet<>();
        TABLE.matcher(Files.readString(REFERENCE)).results().map(found -> found.group(2)).filter(TABLES::containsKey)
                .forEach(name -> shown.add(Objects.requireNonNull(TABLES.get(name))));
        Set<String> maps = new TreeSet<>();
        maps("", SCHEMA, maps);
        assertThat(shown).isEqualTo(maps);
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        String step = "/$defs/step/properties/";
        tables.put("a runbook", "");
        tables.put("kinds of step", "/$defs/step");
        tables.put("every step", "/$defs/step");
        tables.put("a parameter", "/$defs/parameter");
        tables.put("a connection", "/$defs/connection");
        tables.put("a host", "/$defs/host");
        tables.put("an environment", "/properties/environments/additionalProperties");
        tables.put("requires", "/$defs/requires");
        tables.put("a check of requires", "/$defs/requires/properties/checks/items");
        tables.put("defaults", "/properties/defaults");
        tables.put("a contact", "/properties/contacts/items");
        tables.put("a follow-up", "/properties/followups/items");
        tables.put("sandbox", "/properties/sandbox");
        tables.put("a sandbox's server", "/properties/sandbox/properties/server");
        tables.put("a recovery", "/$defs/way");
        tables.put("a procedure", "/$defs/procedure");
        tables.put("http", step + "http/anyOf/1");
        tables.put("backup", step + "backup");
        tables.put("restore", step + "restore");
        tables.put("backfill", step + "backfill");
        tables.put("batch", step + "backfill/properties/batch/anyOf/1");
        tables.put("throttle", step + "backfill/properties/throttle");
        tables.put("leaves", step + "leaves");
        tables.put("a capture", "/$defs/capture/anyOf/1");
        tables.put("retry", "/$defs/retry");
        tables.put("lock", "/$defs/lock");
        tables.put("pauses", "/$defs/pauses");
        tables.put("guard", "/$defs/guard");
        tables.put("blocking", "/$defs/guard/properties/blocking");
        tables.put("waiting", "/$defs/guard/properties/waiting");
        tables.put("watch", "/$defs/sampler");
        tables.put("a hint", "/$defs/hint");
        tables.put("expectations of sql", "/$defs/sql_expectation");
        tables.put("expectations of shell", "/$defs/shell_expectation");
        tables.put("expectations of http", "/$defs/http_expectation");
        tables.put("expectations of backfill", "/$defs/backfill_expectation");
        tables.put("expectations of other kinds", "/$defs/plain_expectation");
        tables.put("expectations of use", "/$defs/any_expectation");
        tables.put("error", "/$defs/any_expectation/properties/error");
        tables.put("same_as", "/$defs/any_expectation/properties/same_as/anyOf/1");
        tables.put("locks", "/$defs/any_expectation/properties/locks");
        tables.put("comparisons", "/$defs/comparison");
        tables.put("a decision", "/$defs/decision");
        tables.put("a question", "/$defs/question/anyOf/0");
        tables.put("a condition", "/$defs/question/anyOf/1");
        tables.put("otherwise", "/$defs/question/anyOf/2");
        return tables;
    }

    private static String table(String name) {
        String pointer = Objects.requireNonNull(TABLES.get(name), name);
        StringBuilder table = new StringBuilder("| key | means | example |\n|---|---|---|\n");
        SCHEMA.at(pointer).path("properties").propertyStream()
                .filter(key -> !pointer.equals("/$defs/step")
                        || KINDS.contains(key.getKey()) == name.equals("kinds of step"))
                .forEach(key -> table.append(row(key.getKey(), key.getValue())));
        return table.append('\n').toString();
    }

    private static String row(String key, JsonNode schema) {
        JsonNode told = schema.has("description") ? schema : SCHEMA.at(schema.path("$ref").stringValue().substring(1));
        String words = told.path("enum").isArray()
                ? " One of " + told.path("enum").valueStream().map(word -> "`" + word.asString() + "`")
                        .collect(Collectors.joining(", ")) + "."
                : "";
        String otherwise = told.has("default") ? " Default: `" + told.path("default") + "`." : "";
        return "| `%s` | %s: %s%s%s | `%s` |\n".formatted(key, told.path("title").asString(),
                told.path("description").asString(), words, otherwise,
                told.path("examples").path(0)).replaceAll("(?<=.)\\|(?=.)", "\u0000")
                .replaceFirst("\u0000", "|").transform(ReferenceTest::barred);
    }

    /// The three bars that part the cells stay; any other is a text's own.
    private static String barred(String row) {
        int middle = row.lastIndexOf("\u0000 `");
        return (row.substring(0, middle).replace("\u0000", "\\|") + "|" + row.substring(middle + 1).replace("\u0000",
                "\\|"));
    }

    private static void maps(String pointer, JsonNode node, Set<String> maps) {
        if (node.path("properties").isObject() && !pointer.contains("/then")) {
            maps.add(pointer);
        }
        if (node.isObject()) {
            node.propertyStream().filter(entry -> !List.of("examples", "default").contains(entry.getKey()))
                    .forEach(entry -> maps(pointer + "/" + entry.getKey(), entry.getValue(), maps));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                maps(pointer + "/" + i, node.get(i), maps);
            }
        }
    }
}
