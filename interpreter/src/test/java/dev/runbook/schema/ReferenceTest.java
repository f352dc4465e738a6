package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.load.Unbuilt;
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

    /// A table of the reference: where its keys stand in the schema, and what [Unbuilt] calls that place.
    private record Place(String pointer, String unbuilt) {}

    private static final Map<String, Place> TABLES = tables();

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
                .forEach(name -> shown.add(Objects.requireNonNull(TABLES.get(name)).pointer()));
        Set<String> maps = new TreeSet<>();
        maps("", SCHEMA, maps);
        assertThat(shown).isEqualTo(maps);
    }

    @Test
    void whatIsRefusedIsMarkedAsNotBuiltYet() throws IOException {
        String reference = Files.readString(REFERENCE);
        Unbuilt.words().forEach((place, words) -> words.forEach(word -> assertThat(reference).as(place + "." + word)
                .containsPattern("(?m)^\\| `" + word + "` \\|.*not built yet")));
    }

    @Test
    void whatIsRefusedIsAWordOfTheLanguage() {
        Map<String, Set<String>> language = TABLES.values().stream().filter(place -> !place.unbuilt().isEmpty())
                .collect(Collectors.toMap(Place::unbuilt, place -> keys(place.pointer()), (a, b) -> {
                    a.addAll(b);
                    return a;
                }));
        Unbuilt.words().forEach((place, words) -> assertThat(language.get(place)).as(place).containsAll(words));
    }

    private static Map<String, Place> tables() {
        Map<String, Place> tables = new LinkedHashMap<>();
        String step = "/$defs/step/properties/";
        tables.put("a runbook", new Place("", "runbook"));
        tables.put("kinds of step", new Place("/$defs/step", "step"));
        tables.put("every step", new Place("/$defs/step", "step"));
        tables.put("a parameter", new Place("/$defs/parameter", ""));
        tables.put("a connection", new Place("/$defs/connection", "connection"));
        tables.put("a host", new Place("/$defs/host", ""));
        tables.put("an environment", new Place("/properties/environments/additionalProperties", ""));
        tables.put("requires", new Place("/$defs/requires", ""));
        tables.put("a check of requires", new Place("/$defs/requires/properties/checks/items", ""));
        tables.put("defaults", new Place("/properties/defaults", "defaults"));
        tables.put("a contact", new Place("/properties/contacts/items", ""));
        tables.put("a follow-up", new Place("/properties/followups/items", ""));
        tables.put("sandbox", new Place("/properties/sandbox", ""));
        tables.put("a sandbox's server", new Place("/properties/sandbox/properties/server", ""));
        tables.put("a recovery", new Place("/$defs/way", ""));
        tables.put("a procedure", new Place("/$defs/procedure", ""));
        tables.put("http", new Place(step + "http/anyOf/1", ""));
        tables.put("backup", new Place(step + "backup", "backup"));
        tables.put("restore", new Place(step + "restore", "restore"));
        tables.put("backfill", new Place(step + "backfill", ""));
        tables.put("batch", new Place(step + "backfill/properties/batch/anyOf/1", ""));
        tables.put("throttle", new Place(step + "backfill/properties/throttle", ""));
        tables.put("leaves", new Place(step + "leaves", "leaves"));
        tables.put("a capture", new Place("/$defs/capture/anyOf/1", ""));
        tables.put("retry", new Place("/$defs/retry", ""));
        tables.put("lock", new Place("/$defs/lock", ""));
        tables.put("pauses", new Place("/$defs/pauses", ""));
        tables.put("guard", new Place("/$defs/guard", ""));
        tables.put("blocking", new Place("/$defs/guard/properties/blocking", ""));
        tables.put("waiting", new Place("/$defs/guard/properties/waiting", ""));
        tables.put("watch", new Place("/$defs/sampler", ""));
        tables.put("a hint", new Place("/$defs/hint", ""));
        tables.put("expectations of sql", new Place("/$defs/sql_expectation", "expect"));
        tables.put("expectations of shell", new Place("/$defs/shell_expectation", "warn"));
        tables.put("expectations of http", new Place("/$defs/http_expectation", ""));
        tables.put("expectations of backfill", new Place("/$defs/backfill_expectation", "expect"));
        tables.put("expectations of other kinds", new Place("/$defs/plain_expectation", ""));
        tables.put("expectations of use", new Place("/$defs/any_expectation", "expect"));
        tables.put("error", new Place("/$defs/any_expectation/properties/error", ""));
        tables.put("same_as", new Place("/$defs/any_expectation/properties/same_as/anyOf/1", ""));
        tables.put("locks", new Place("/$defs/any_expectation/properties/locks", ""));
        tables.put("comparisons", new Place("/$defs/comparison", ""));
        tables.put("a decision", new Place("/$defs/decision", ""));
        tables.put("a question", new Place("/$defs/question/anyOf/0", ""));
        tables.put("a condition", new Place("/$defs/question/anyOf/1", "decide"));
        tables.put("otherwise", new Place("/$defs/question/anyOf/2", ""));
        return tables;
    }

    private static String table(String name) {
        Place place = Objects.requireNonNull(TABLES.get(name), name);
        StringBuilder table = new StringBuilder("| key | means | example |\n|---|---|---|\n");
        SCHEMA.at(place.pointer()).path("properties").propertyStream()
                .filter(key -> !place.pointer().equals("/$defs/step")
                        || KINDS.contains(key.getKey()) == name.equals("kinds of step"))
                .forEach(key -> table.append(row(key.getKey(), key.getValue(), place)));
        return table.append('\n').toString();
    }

    private static String row(String key, JsonNode schema, Place place) {
        JsonNode told = schema.has("description") ? schema : SCHEMA.at(schema.path("$ref").stringValue().substring(1));
        boolean unbuilt = Unbuilt.words().getOrDefault(place.unbuilt(), Set.of()).contains(key);
        String words = told.path("enum").isArray()
                ? " One of " + told.path("enum").valueStream().map(word -> "`" + word.asString() + "`")
                        .collect(Collectors.joining(", ")) + "."
                : "";
        String otherwise = told.has("default") ? " Default: `" + told.path("default") + "`." : "";
        return "| `%s` | %s: %s%s%s%s | `%s` |\n".formatted(key, told.path("title").asString(),
                told.path("description").asString(), words, otherwise, unbuilt ? " *(not built yet)*" : "",
                told.path("examples").path(0)).replaceAll("(?<=.)\\|(?=.)", "\u0000")
                .replaceFirst("\u0000", "|").transform(ReferenceTest::barred);
    }

    /// The three bars that part the cells stay; any other is a text's own.
    private static String barred(String row) {
        int middle = row.lastIndexOf("\u0000 `");
        return (row.substring(0, middle).replace("\u0000", "\\|") + "|" + row.substring(middle + 1).replace("\u0000",
                "\\|"));
    }

    private static Set<String> keys(String pointer) {
        return new TreeSet<>(SCHEMA.at(pointer).path("properties").propertyNames());
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
