package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What an editor with yaml-language-server (npm) makes of a runbook whose first line names the schema.
/// The server is looked for in `YAML_LANGUAGE_SERVER` and on the `PATH`; in CI (`CI` is set) it must be there.
@Timeout(120)
class EditorTest {
    private static final Path SCHEMA = Path.of("../schema/runbook.schema.json").toAbsolutePath().normalize();
    private static @Nullable LanguageServer server;
    private static int documents;

    @BeforeAll
    static void start() throws IOException {
        server = new LanguageServer(found());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theWholeLanguageIsShownWithoutAMistake() throws IOException {
        String whole = Files.readString(Path.of("src/test/resources/schema/whole-language.yaml"));
        assertThat(open(whole.substring(whole.indexOf('\n') + 1)).diagnostics()).isEmpty();
    }

    @Test
    void mistakesAreUnderlinedWhereTheyStand() {
        Page page = open("runbook: x\nsteps:\n  - shell: make\n    tmeout: 5m\n    expect: {rows: 0}\n");
        assertThat(page.diagnostics()).extracting(d -> d.path("message").asString()).anySatisfy(
                message -> assertThat(message).contains("tmeout"))
                .anySatisfy(message -> assertThat(message).contains("rows"));
        assertThat(page.diagnostics()).extracting(d -> d.path("range").path("start").path("line").asInt())
                .contains(4, 5);
    }

    @Test
    void theKeysOfAStepAreOffered() {
        assertThat(open("runbook: x\nsteps:\n  - shell: make\n    ~\n").completions()).contains("timeout", "expect",
                "rollback", "verify").doesNotContain("connections");
    }

    @Test
    void theKindsAreOfferedForANewStep() {
        assertThat(open("runbook: x\nsteps:\n  - ~\n").completions()).contains("sql", "shell", "confirm", "backup");
    }

    @Test
    void theChecksOfTheKindAtHandAreOffered() {
        assertThat(open("runbook: x\nsteps:\n  - shell: make\n    expect:\n      ~\n").completions())
                .contains("stdout", "exit").doesNotContain("rows");
        assertThat(open("runbook: x\nsteps:\n  - sql: SELECT 1\n    expect:\n      ~\n").completions())
                .contains("rows", "table").doesNotContain("stdout");
    }

    @Test
    void theWordsOfAValueAreOffered() {
        assertThat(open("runbook: x\nrisk: ~\nsteps: []\n").completions()).contains("low", "medium", "high");
    }

    @Test
    void aKeyIsExplainedWithAnExample() {
        assertThat(open("runbook: x\nsteps:\n  - shell: make\n    time~out: 5m\n").hover()).contains("Time limit")
                .contains("before it is stopped").contains("10m");
        assertThat(open("runbook: x\nsteps:\n  - shell: make\n    expect: {std~out: ok}\n").hover())
                .contains("Standard output");
    }

    /// An open document, and the place in it that the test asks about.
    private record Page(LanguageServer server, String uri, List<JsonNode> diagnostics, int line, int character) {
        List<String> completions() {
            return server.ask("textDocument/completion", uri, line, character).path("items").valueStream()
                    .map(item -> item.path("label").asString()).toList();
        }

        String hover() {
            return server.ask("textDocument/hover", uri, line, character).path("contents").toString();
        }
    }

    /// Opens a runbook in which `~` marks the place to ask about.
    private static Page open(String marked) {
        String text = "# yaml-language-server: $schema=" + SCHEMA.toUri() + "\n" + marked;
        int place = Math.max(0, text.indexOf('~'));
        String before = text.substring(0, place);
        LanguageServer running = Objects.requireNonNull(server);
        String uri = "file:///runbooks/" + ++documents + ".yaml";
        JsonNode diagnostics = running.open(uri, place == 0 ? text : before + text.substring(place + 1));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Page(running, uri, diagnostics.valueStream().toList(), line, place - before.lastIndexOf('\n') - 1);
    }

    /// The server's program; a test that wants it is not run where there is none.
    static String found() {
        String command = command();
        if (command.isEmpty()) {
            String missing = "yaml-language-server is not installed (npm install -g yaml-language-server)";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            abort(missing);
        }
        return command;
    }

    private static String command() {
        String named = System.getenv("YAML_LANGUAGE_SERVER");
        return Stream.concat(Stream.ofNullable(named), Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> directory + "/yaml-language-server"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst().orElse("");
    }
}
