package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Position;
import dev.runbook.source.Source;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import dev.runbook.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Every key of the language in an editor with the real yaml-language-server: what it says of the key, and which keys it
/// offers beside it. The keys are those of `schema/whole-language.yaml`, which has them all.
@Timeout(600)
class EveryKeyInTheEditorTest {
    private static final String MODE = "# yaml-language-server: $schema="
            + Path.of("../schema/runbook.schema.json").toAbsolutePath().normalize().toUri() + "\n";
    /// Keys that may be followed by a text or by a map: the server explains the one of the two that is there, and not the
    /// key, when both have a description of their own.
    private static final Set<String> OF_SEVERAL_FORMS = Set.of("affected", "blocked_for", "body", "confirm", "contains",
            "done_when", "exit", "http", "message", "not", "on_failure", "otherwise", "rows", "stderr", "then", "took",
            "value");
    private static final SchemaWalk SCHEMA = new SchemaWalk(Language.get().root().root());
    private static @Nullable LanguageServer server;
    private static int documents;

    @BeforeAll
    static void start() throws IOException {
        server = new LanguageServer(EditorTest.found());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /// A runbook that the server chokes on would have no mistakes either: so a mistake is put in, which it must find.
    @Test
    void everyRunbookOfOursIsUnderstood() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../runbooks"))) {
            List<Path> runbooks = Stream.concat(files.filter(file -> file.toString().endsWith(".yaml")).sorted(),
                    Stream.of(whole())).toList();
            assertThat(runbooks).hasSizeGreaterThan(5);
            for (Path file : runbooks) {
                JsonNode found = server().open(uri(), MODE + Files.readString(file) + "\nnonsense: 1\n");
                assertThat(found.valueStream().map(mistake -> mistake.path("message").asString()))
                        .as(file.toString()).containsExactly("Property nonsense is not allowed.");
            }
        }
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        List<String> silent = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        for (String document : documents()) {
            String text = MODE + document;
            String uri = uri();
            server().open(uri, text);
            visit(read(text), List.of(SCHEMA.root()), (entry, meant) -> {
                Position at = entry.key().span().position();
                String hover = server().ask("textDocument/hover", uri, at.line() - 1, at.column()).path("contents")
                        .path("value").asString("");
                asked.add(entry.name());
                if (meant.stream().noneMatch(schema -> says(hover, schema))
                        && !(OF_SEVERAL_FORMS.contains(entry.name()) && hover.startsWith("#### "))) {
                    silent.add(entry.name() + " in " + document.strip() + ": " + hover);
                }
            });
        }
        assertThat(silent).isEmpty();
        assertThat(asked).hasSizeGreaterThan(150);
    }

    @Test
    void allKeysOfEachLevelAreOffered() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<Set<String>> levels = new HashSet<>();
        for (String document : documents()) {
            for (EditedLevel level : EditedLevel.of((Mapping) read(MODE + document), SCHEMA)) {
                if (!levels.add(level.others())) {
                    continue;
                }
                String text = MODE + level.text();
                String uri = uri();
                server().open(uri, text);
                Set<String> offered = server().ask("textDocument/completion", uri,
                        (int) text.lines().count() - 1, level.indent()).path("items").valueStream()
                        .map(item -> item.path("label").asString()).filter(label -> label.matches("[a-z_]+"))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (level.indent() == 0) {
                    offered.remove("runbook");
                }
                if (!offered.equals(level.others())) {
                    wrong.add(level.text() + "\n offered " + offered + "\n instead of " + level.others());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(levels).hasSizeGreaterThan(30);
    }

    /// Whether a hover shows what a schema says, whatever Markdown makes of its punctuation.
    private static boolean says(String hover, JsonNode schema) {
        String description = SCHEMA.description(schema);
        String title = SCHEMA.title(schema);
        return !description.isEmpty() && letters(hover).contains(letters(description))
                && letters(hover).contains(letters(title));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// Told of each key that the schema names, with what may be meant by it.
    private interface Visitor {
        void key(Entry entry, List<JsonNode> meant);
    }

    private static void visit(Node node, List<JsonNode> schemas, Visitor visitor) {
        switch (node) {
            case Mapping mapping -> mapping.entries().forEach(entry -> {
                List<JsonNode> named = SCHEMA.named(schemas, entry.name());
                if (!named.isEmpty()) {
                    visitor.key(entry, named);
                }
                visit(entry.value(), SCHEMA.below(schemas, entry.name()), visitor);
            });
            case Sequence sequence -> sequence.items().forEach(item -> visit(item, SCHEMA.items(schemas), visitor));
            case Scalar _ -> {
            }
        }
    }

    /// The whole language in pieces: each section at the top by itself, and each step.
    private static List<String> documents() throws IOException {
        List<String> documents = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        String all = Files.readString(whole());
        for (String section : all.substring(all.indexOf("\nrunbook:") + 1).split("\n(?=[a-z])")) {
            if (section.startsWith("steps:")) {
                steps.addAll(List.of(section.substring(section.indexOf('\n') + 1).split("\n(?=  - )")));
            } else {
                documents.add(section.startsWith("runbook:") ? section + "\n" : "runbook: x\n" + section + "\n");
            }
        }
        steps.forEach(step -> documents.add("runbook: x\nsteps:\n" + step + "\n"));
        return documents;
    }

    private static LanguageServer server() {
        return Objects.requireNonNull(server);
    }

    private static Path whole() {
        return Path.of("src/test/resources/schema/whole-language.yaml");
    }

    private static Node read(String text) {
        return Objects.requireNonNull(YamlReader.read(new Source("x", text), new Problems()));
    }

    private static String uri() {
        return "file:///runbooks/every-key-" + ++documents + ".yaml";
    }
}
